using System.Net;
using System.Net.Sockets;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Extensions.Logging.Abstractions;
using WorkTracker.Api.Reports;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>LibreOffice is given a file and nothing else: no environment, no network, no folder that outlives it.</summary>
public sealed class PdfConversionTests
{
    [Fact]
    public async Task H8_The_program_is_run_without_anything_of_this_programs_environment()
    {
        Environment.SetEnvironmentVariable("WORKTRACKER_TEST_SECRET", "secret");
        var (exit, said) = await RunAsync("/usr/bin/env");
        exit.ShouldBe(0);
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order().ShouldBe(["HOME", "LANG", "PATH", "TMPDIR"]);
    }

    [Fact]
    public async Task H8_The_program_has_no_network_and_bounded_memory_where_the_system_allows_it()
    {
        var confinement = await Confinement.TryAsync(TestContext.Current.CancellationToken);
        if (!confinement.Missing.Contains("network"))
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            (await RunAsync("/bin/bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}")).Exit.ShouldNotBe(0);
            listener.Pending().ShouldBeFalse();
        }

        if (!confinement.Missing.Contains("memory"))
        {
            (await RunAsync("/bin/bash", "-c", "ulimit -v")).Said.Trim().ShouldBe("4194304");
        }
    }

    [Fact]
    public async Task A_file_is_converted_where_nobody_else_reads_and_nothing_is_left_behind()
    {
        // Its own place: other tests convert files at the same time.
        var place = Directory.CreateTempSubdirectory("worktracker-test-");
        var pdf = new PdfConversion(NullLogger<PdfConversion>.Instance, place.FullName);
        Assert.SkipUnless(pdf.IsInstalled, "LibreOffice is not installed.");
        var converting = pdf.ConvertAsync(Word(), TestContext.Current.CancellationToken);
        var seen = 0;
        while (!converting.IsCompleted)
        {
            foreach (var folder in place.GetDirectories().Where(folder => folder.Exists))
            {
                folder.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                seen++;
            }

            await Task.WhenAny(converting, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        (await converting).ShouldNotBeNull()[..4].ShouldBe("%PDF"u8.ToArray());
        seen.ShouldBeGreaterThan(0);
        place.GetFileSystemInfos().ShouldBeEmpty();
        place.Delete();
    }

    [Fact]
    public async Task H8_A_file_that_was_frozen_with_a_picture_from_elsewhere_is_not_converted()
    {
        var pdf = new PdfConversion(NullLogger<PdfConversion>.Instance);
        Assert.SkipUnless(pdf.IsInstalled, "LibreOffice is not installed.");
        (await pdf.ConvertAsync(Word(main => main.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://127.0.0.1/x"))), TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task F11_A_file_that_was_frozen_with_a_field_that_fetches_is_not_converted()
    {
        var pdf = new PdfConversion(NullLogger<PdfConversion>.Instance);
        Assert.SkipUnless(pdf.IsInstalled, "LibreOffice is not installed.");
        (await pdf.ConvertAsync(
            Word(main => main.Document!.Body!.Append(new DocumentFormat.OpenXml.Wordprocessing.Paragraph(new DocumentFormat.OpenXml.Wordprocessing.SimpleField { Instruction = "INCLUDETEXT \"file:///etc/hostname\"" }))),
            TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static byte[] Word(Action<MainDocumentPart>? change = null)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.Document = new(new DocumentFormat.OpenXml.Wordprocessing.Body(new DocumentFormat.OpenXml.Wordprocessing.Paragraph()));
            change?.Invoke(main);
        }

        return stream.ToArray();
    }

    private static async Task<(int Exit, string Said)> RunAsync(string program, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("worktracker-test-");
        using var process = System.Diagnostics.Process.Start((await Confinement.TryAsync(TestContext.Current.CancellationToken)).Of(program, arguments, folder.FullName))!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        folder.Delete();
        return (process.ExitCode, said);
    }
}
