using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using WorkTracker.Reports.Refresh;
using static WorkTracker.Reports.Tests.ReportScenario;

namespace WorkTracker.Reports.Tests.Refresh;

/// <summary>Broken and hostile files are refused, each within two seconds.</summary>
public sealed class HostileFileTests
{
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task A_file_of_ours_is_taken() => Refreshing.Look(await FileAsync()).Refusal.ShouldBeNull();

    [Fact]
    public void What_is_no_archive_is_refused() => Refused("nonsense"u8.ToArray(), "file-not-word");

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "file-not-word");

    [Fact]
    public async Task A_file_that_was_cut_off_is_refused()
    {
        var file = await FileAsync();
        Refused(file[..(file.Length / 2)], "file-not-word");
    }

    [Fact]
    public async Task A_zip_bomb_is_refused() => Refused(With(await FileAsync(), "word/media/bomb.xml", stream =>
    {
        var zeros = new byte[1_000_000];
        for (var written = 0; written < 400; written++)
        {
            stream.Write(zeros);
        }
    }), "file-too-large");

    [Fact]
    public async Task Too_many_parts_are_refused()
    {
        var file = await FileAsync();
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            for (var at = 0; at < 3100; at++)
            {
                zip.CreateEntry($"word/x{at}.xml");
            }
        }

        Refused(stream.ToArray(), "file-too-large");
    }

    [Fact]
    public async Task A_macro_is_refused() => Refused(With(await FileAsync(), "word/vbaProject.bin", "MZ"), "file-with-macros");

    [Fact]
    public async Task A_macro_by_its_type_is_refused() => Refused(
        With(await FileAsync(), "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"),
        "file-with-macros");

    [Theory]
    [InlineData("word/document.xml")]
    [InlineData("customXml/item1.xml")]
    [InlineData("word/_rels/document.xml.rels")]
    [InlineData("[Content_Types].xml")]
    public async Task Entities_are_refused(string part) => Refused(With(await FileAsync(), part, """
        <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
        """.Trim()), "file-with-entities");

    [Fact]
    public async Task A_template_elsewhere_is_refused() => Refused(With(await FileAsync(), "word/_rels/settings.xml.rels", """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1/x.dotm" TargetMode="External"/></Relationships>
        """), "file-with-external-parts");

    [Fact]
    public async Task A_broken_document_is_refused() => Refused(With(await FileAsync(), "[Content_Types].xml", "<Types"), "file-not-word");

    [Fact]
    public async Task A_file_without_our_data_is_refused() => Refused(With(await FileAsync(), "customXml/item.xml", "<other/>", "customXml/item"), "file-without-figures");

    [Theory]
    [InlineData("position=\"7\"", "position=\"seven\"")]
    [InlineData("basis=\"approved\"", "basis=\"x\"")]
    [InlineData("values=\"", "values=\"x ")]
    public async Task Data_that_has_been_spoilt_is_refused(string from, string to)
    {
        var file = await FileAsync();
        using var zip = new ZipArchive(new MemoryStream(file));
        var entry = zip.Entries.Single(entry => entry.FullName.StartsWith("customXml/item", StringComparison.Ordinal) && !entry.FullName.Contains("Props", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal));
        using var reader = new StreamReader(entry.Open());
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        text.ShouldContain(from);
        Refused(With(file, entry.FullName, text.Replace(from, to, StringComparison.Ordinal)), "file-without-figures");
    }

    private static async Task<byte[]> FileAsync() => Written((await FillAsync("# 甲\n\n举办{{ \"projects\" | figure: report }}。")).Draft!);

    private static void Refused(byte[] file, string code)
    {
        var clock = Stopwatch.StartNew();
        Refreshing.Look(file).Refusal.ShouldBe(code);
        clock.Elapsed.ShouldBeLessThan(Bearable);
    }

    private static byte[] With(byte[] file, string part, string content, string? replacing = null) => With(file, part, stream => stream.Write(Encoding.UTF8.GetBytes(content)), replacing);

    private static byte[] With(byte[] file, string part, Action<Stream> write, string? replacing = null)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (var old in zip.Entries.Where(entry => entry.FullName == part || (replacing is not null && entry.FullName.StartsWith(replacing, StringComparison.Ordinal) && !entry.FullName.Contains("Props", StringComparison.Ordinal))).ToList())
            {
                part = replacing is null ? part : old.FullName;
                old.Delete();
            }

            using var entry = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            write(entry);
        }

        return stream.ToArray();
    }
}
