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
    public void L1_Stated_lengths_that_overflow_are_refused() => Refused(Zip64.Stating((1L << 62) + (1L << 61) + 5), "file-too-large");

    [Fact]
    public void L1_A_stated_length_below_nothing_is_refused() => Refused(Zip64.Stating(-1), "file-too-large");

    [Theory]
    [InlineData("<list source=\"departments\" metric=\"county\" department=\"city\" window=\"2022\" basis=\"approved\" argument=\"\"><item key=\"a\" name=\"甲\"/><item key=\"a\" name=\"乙\"/></list>")]
    [InlineData("<figure metrics=\"projects@1,projects@1\" department=\"city\" window=\"2022\" basis=\"approved\" style=\"exact\" name=\"甲\" text=\"1\" values=\"1\" party=\"b933d235-a03d-8ee8-8d91-0667cd3edc7c\"/>")]
    public async Task L1_Data_that_no_program_of_ours_writes_is_refused(string element)
    {
        var file = await FileAsync();
        using var zip = new ZipArchive(new MemoryStream(file));
        var part = zip.Entries.Single(entry => entry.FullName.StartsWith("customXml/item", StringComparison.Ordinal) && !entry.FullName.Contains("Props", StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).FullName;
        Refused(With(file, part, Text(file, part).Replace("</report>", element + "</report>", StringComparison.Ordinal)), "file-data-spoilt");
    }

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

    private const string Link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";

    /// <summary>A link that nothing but a picture (or another element that is fetched) names; the words stand for the reference.</summary>
    [Theory]
    [InlineData("<w:p><w:r><w:drawing><a:blip xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" r:link=\"rIdOut\"/></w:drawing></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:pict><v:imagedata xmlns:v=\"urn:schemas-microsoft-com:vml\" r:href=\"rIdOut\"/></w:pict></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:pict><v:imagedata xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" o:relid=\"rIdOut\"/></w:pict></w:r></w:p>")]
    [InlineData("<w:altChunk r:id=\"rIdOut\"/>")]
    [InlineData("<w:subDoc r:id=\"rIdOut\"/>")]
    [InlineData("<w:p><w:hyperlink r:id=\"rIdOut\"><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p><w:altChunk r:id=\"rIdOut\"/>")]
    public async Task H8_A_link_that_something_else_than_a_reader_follows_is_refused(string body) => Refused(await LinkedAsync(body, Link, "http://127.0.0.1/x"), "file-with-external-parts");

    [Fact]
    public async Task A_link_that_a_reader_follows_is_taken() =>
        Refreshing.Look(await LinkedAsync("<w:p><w:hyperlink r:id=\"rIdOut\"><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>", Link, "http://127.0.0.1/x")).Refusal.ShouldBeNull();

    [Theory]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//host/share/x")]
    [InlineData("\\\\host\\share")]
    public async Task H8_An_address_that_is_said_to_lie_inside_is_refused(string target) => Refused(
        await LinkedAsync("<w:p/>", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", target, external: false), "file-with-external-parts");

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\"><g><image x:href=\"file:///etc/passwd\"/></g></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"http://127.0.0.1/x\"/></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("\u001f\u008b")]
    public async Task H8_A_picture_that_names_others_is_refused(string picture) =>
        Refused(With(await FileAsync(), "word/media/x.bin", stream => stream.Write(Encoding.Latin1.GetBytes(picture))), "file-with-external-parts");

    [Fact]
    public async Task A_vector_picture_that_names_nothing_outside_is_taken() =>
        Refreshing.Look(With(await FileAsync(), "word/media/x.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"#b\"/><path id=\"b\"/></svg>")).Refusal.ShouldBeNull();

    private static async Task<byte[]> LinkedAsync(string body, string type, string target, bool external = true)
    {
        var file = await FileAsync();
        var relations = Text(file, "word/_rels/document.xml.rels");
        var mode = external ? " TargetMode=\"External\"" : "";
        file = With(file, "word/_rels/document.xml.rels", relations.Replace("</Relationships>", $"<Relationship Id=\"rIdOut\" Type=\"{type}\" Target=\"{target}\"{mode}/></Relationships>", StringComparison.Ordinal));
        var document = Text(file, "word/document.xml");
        body = body.Replace("r:", "q:", StringComparison.Ordinal);
        return With(file, "word/document.xml", document.Insert(document.IndexOf('>', document.IndexOf("<w:body", StringComparison.Ordinal)) + 1, body)
            .Replace("<w:body", "<w:body xmlns:q=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"", StringComparison.Ordinal));
    }

    private static string Text(byte[] file, string part)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(part)!.Open());
        return reader.ReadToEnd();
    }

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
        Refused(With(file, entry.FullName, text.Replace(from, to, StringComparison.Ordinal)), "file-data-spoilt");
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
