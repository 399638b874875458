using System.Diagnostics;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>Word files as PDF, through LibreOffice where it is installed; one at a time, each with a profile of its own that is thrown away.</summary>
public sealed class PdfConversion(ILogger<PdfConversion> log) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["soffice", "libreoffice"];

    private readonly SemaphoreSlim one = new(1);
    private readonly Lazy<string?> program = new(Find);

    public bool IsInstalled => program.Value is not null;

    /// <summary>Null where LibreOffice is missing, or could not do it in time.</summary>
    public async Task<byte[]?> ConvertAsync(byte[] word, CancellationToken cancellation)
    {
        if (program.Value is not { } office)
        {
            return null;
        }

        await one.WaitAsync(cancellation);
        var folder = Directory.CreateTempSubdirectory("worktracker-pdf-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.docx");
            await File.WriteAllBytesAsync(file, ForLibreOffice.Of(word), cancellation);
            await RunAsync(office, folder.FullName, file, cancellation);
            var pdf = Path.ChangeExtension(file, "pdf");
            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, cancellation) : null;
        }
        finally
        {
            folder.Delete(recursive: true);
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task RunAsync(string office, string folder, string file, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        using var process = Process.Start(new ProcessStartInfo(
            office, [$"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder, file])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        })!;
        try
        {
            var said = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            if (process.ExitCode != 0)
            {
                Say.Failed(log, process.ExitCode, await said);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static class Say
    {
        public static readonly Action<ILogger, int, string, Exception?> FailedMessage =
            LoggerMessage.Define<int, string>(LogLevel.Warning, new EventId(1), "LibreOffice ended with {Code}: {Said}");

        public static void Failed(ILogger log, int code, string said) => FailedMessage(log, code, said, null);
    }
}
