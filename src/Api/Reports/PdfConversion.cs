using System.Diagnostics;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>
/// Word files as PDF, through LibreOffice where it is installed, each confined to a folder of its own that is thrown away.
/// </summary>
/// <param name="log">Is told what LibreOffice says.</param>
/// <param name="within">Where the folders are made: unless given, where the system keeps what is temporary.</param>
public sealed class PdfConversion(ILogger<PdfConversion> log, string? within = null)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["soffice", "libreoffice"];

    private readonly Lazy<string?> program = new(Find);
    private Confinement? confinement;

    public bool IsInstalled => program.Value is not null;

    /// <summary>Null where LibreOffice is missing, could not do it in time, or where the file may not be opened: one that was frozen before more was known of such files.</summary>
    public async Task<byte[]?> ConvertAsync(byte[] word, CancellationToken cancellation)
    {
        if (program.Value is not { } office || SafeFile.Refusal(word) is not null)
        {
            return null;
        }

        var folder = PrivateFolder();
        try
        {
            var file = Path.Combine(folder.FullName, "report.docx");
            await File.WriteAllBytesAsync(file, ForLibreOffice.Of(word), cancellation);
            await OfficeProfile.WriteAsync(Path.Combine(folder.FullName, "profile"), cancellation);
            await RunAsync(await ConfinementAsync(cancellation), office, folder.FullName, file, cancellation);
            var pdf = Path.ChangeExtension(file, "pdf");
            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, cancellation) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A report is nobody's business on this machine but the server's.</summary>
    private DirectoryInfo PrivateFolder()
    {
        var folder = Path.Combine(within ?? Path.GetTempPath(), $"worktracker-pdf-{Guid.NewGuid():n}");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(folder)
            : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<Confinement> ConfinementAsync(CancellationToken cancellation)
    {
        if (confinement is null)
        {
            confinement = await Confinement.TryAsync(cancellation);
            if (confinement.Missing.Count > 0)
            {
                Say.Unconfined(log, string.Join(", ", confinement.Missing), null);
            }
        }

        return confinement;
    }

    private async Task RunAsync(Confinement confinement, string office, string folder, string file, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var process = Process.Start(confinement.Of(
            office, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, file], folder))!;
        try
        {
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                Say.Failed(log, process.ExitCode, await said, null);
            }
        }
        catch (OperationCanceledException)
        {
            // Also when whoever asked has gone: it must not go on in a folder that is thrown away.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static class Say
    {
        public static readonly Action<ILogger, int, string, Exception?> Failed =
            LoggerMessage.Define<int, string>(LogLevel.Warning, new EventId(1), "LibreOffice ended with {Code}: {Said}");

        public static readonly Action<ILogger, string, Exception?> Unconfined =
            LoggerMessage.Define<string>(LogLevel.Warning, new EventId(2), "This system does not allow to bound LibreOffice in: {Missing}. Only the checks of files and its own settings do.");
    }
}
