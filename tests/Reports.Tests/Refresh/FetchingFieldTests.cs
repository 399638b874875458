using System.IO.Compression;
using System.Text;
using WorkTracker.Reports.Refresh;
using static WorkTracker.Reports.Tests.ReportScenario;

namespace WorkTracker.Reports.Tests.Refresh;

/// <summary>Word brings fields up to date when an official file is opened or printed: none may fetch or run anything then.</summary>
public sealed class FetchingFieldTests
{
    private const string Namespaces =
        """xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:other" """;

    public static TheoryData<string> Fetching => [.. "INCLUDETEXT INCLUDEPICTURE INCLUDE LINK DDE DDEAUTO IMPORT DATABASE DATA RD EMBED AUTOTEXT AUTOTEXTLIST GLOSSARY SUBSCRIBER CONTROL HTMLACTIVEX MACROBUTTON PRINT NOBODYKNOWS".Split(' ')];

    public static TheoryData<string> Usual => [.. "PAGE NUMPAGES TOC REF PAGEREF HYPERLINK STYLEREF SEQ DATE TIME FORMTEXT IF QUOTE ADDIN SHAPE = =1+2".Split(' ')];

    [Theory]
    [MemberData(nameof(Fetching))]
    public async Task F11_A_field_that_fetches_or_runs_is_refused_by_its_part_and_code(string name) =>
        (await RefusalAsync(Field($" {name.ToLowerInvariant()} \"file:///a\" "))).ShouldBe(("file-with-fetching-field", "word/part.xml", $"{name.ToLowerInvariant()} \"file:///a\""));

    [Theory]
    [MemberData(nameof(Fetching))]
    public async Task F11_A_simple_field_that_fetches_or_runs_is_refused(string name) =>
        (await RefusalAsync($"<w:p><w:fldSimple w:instr='{name}\\d &quot;a&quot;'/></w:p>")).Code.ShouldBe("file-with-fetching-field");

    [Theory]
    [MemberData(nameof(Usual))]
    public async Task Usual_fields_are_taken_also_where_they_are_to_be_brought_up_to_date(string name)
    {
        (await RefusalAsync(Field($" {name} a \\h ").Replace("w:fldCharType=\"begin\"", "w:dirty=\"true\" w:fldCharType=\"begin\"", StringComparison.Ordinal))).Code.ShouldBeNull();
        (await RefusalAsync($"<w:p><w:fldSimple w:dirty='true' w:instr='{name}'/></w:p>")).Code.ShouldBeNull();
    }

    /// <summary>Square brackets stand for the marks of a field: it begins, its result begins, it ends. What lies between <c>{ }</c> is code.</summary>
    [Theory]
    [InlineData("[{IN}{CLUDE}{TEXT a}|]")]
    [InlineData("[{DDE}<w:proofErr w:type='spellStart'/>{AUTO a}|]")]
    [InlineData("[{IN<!-- -->CLUDETEXT a}]")]
    [InlineData("[{DDEAUTO a}")]
    [InlineData("{DDEAUTO a}")]
    [InlineData("[{IF 1 = 1 }[{DDEAUTO a}|]{ }|]")]
    [InlineData("[{TOC \\o }|<w:r><w:t>甲</w:t></w:r>[{LINK a}|]]")]
    [InlineData("[[{QUOTE 68 68 69}|{DDE}]{ a}|]")]
    [InlineData("[<w:del w:id='1'>{PAGE }</w:del>{DDEAUTO a}|]")]
    [InlineData("[<w:ins w:id='1'>{PAGE }</w:ins>{DDEAUTO a}|]")]
    [InlineData("[<w:r><w:t>DDEAUTO a</w:t></w:r>|]")]
    [InlineData("[<w:r><w:t>PAGE </w:t></w:r>{DDEAUTO a}|]")]
    [InlineData("[<w:r><w:sym w:char='0044'/></w:r>{PAGE }|]")]
    [InlineData("[<x:other>{PAGE }</x:other>{DDEAUTO a}|]")]
    [InlineData("[<w:r><x:instrText>PAGE </x:instrText></w:r>{DDEAUTO a}|]")]
    [InlineData("[<mc:AlternateContent><mc:Choice Requires='x'>{PAGE }</mc:Choice><mc:Fallback>{DDEAUTO a}</mc:Fallback></mc:AlternateContent>|]")]
    [InlineData("[<w:r><w:pict><v:textbox><w:txbxContent><w:p>{PAGE }</w:p></w:txbxContent></v:textbox></w:pict></w:r>{DDEAUTO a}|]")]
    [InlineData("<w:r><w:pict><v:textbox><w:txbxContent><w:p>[{DDEAUTO a}|]</w:p></w:txbxContent></v:textbox></w:pict></w:r>")]
    public async Task F11_A_code_however_it_is_put_together_is_refused(string written) =>
        (await RefusalAsync($"<w:p>{Marked(written)}</w:p>")).Code.ShouldBe("file-with-fetching-field");

    [Theory]
    [InlineData("[{PA}{GE }|<w:r><w:t>DDEAUTO a</w:t></w:r>]")]
    [InlineData("[{IF }[{PAGE }|{2}]{ = 1 }|]")]
    [InlineData("[{TOC \\o }|[{PAGEREF a}|]]")]
    [InlineData("[<w:r><w:rPr><w:rFonts/><w:noProof/></w:rPr></w:r>{PAGE}|]")]
    [InlineData("<w:del w:id='1'>[{PAGE }|]</w:del>[{DATE}|]")]
    [InlineData("[|]")]
    [InlineData("<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='a'/></w:ffData></w:fldChar></w:r>{FORMTEXT}|]")]
    public async Task Fields_as_Word_writes_them_are_taken(string written) => (await RefusalAsync($"<w:p>{Marked(written)}</w:p>")).Code.ShouldBeNull();

    [Theory]
    [InlineData("word/document.xml")]
    [InlineData("word/header1.xml")]
    [InlineData("word/footnotes.xml")]
    [InlineData("word/comments.xml")]
    [InlineData("word/glossary/document.xml")]
    [InlineData("word/footer.bin")]
    public async Task F11_Every_part_is_looked_at_under_whatever_name(string part) =>
        (await RefusalAsync(Field("DDEAUTO a"), part)).ShouldBe(("file-with-fetching-field", part, "DDEAUTO a"));

    [Theory]
    [InlineData("<w:altChunk/>")]
    [InlineData("<w:subDoc/>")]
    [InlineData("<w:attachedTemplate/>")]
    [InlineData("<w:mailMerge><w:connectString w:val='a'/></w:mailMerge>")]
    [InlineData("<w:object><o:OLEObject Type='Link'/></w:object>")]
    [InlineData("<w:pict><v:imagedata src='http://127.0.0.1/a'/></w:pict>")]
    [InlineData("<w:pict><v:fill o:href='http://127.0.0.1/a'/></w:pict>")]
    [InlineData("<x:webVideoPr embeddedHtml='a'/>")]
    [InlineData("<x:taskpane/>")]
    public async Task F11_What_else_is_fetched_or_run_is_refused(string content) => (await RefusalAsync(content)).Code.ShouldBe("file-with-external-parts");

    [Theory]
    [InlineData("<?xml version='1.0' encoding='unheard-of'?><a/>")]
    [InlineData("<a><b></a>")]
    public async Task F11_What_begins_as_XML_and_cannot_be_read_is_refused(string content) =>
        SafeFile.Refusal(With(await FileAsync(), "word/footer.bin", content))!.Code.ShouldBe("file-not-word");

    [Fact]
    public async Task A_drawing_that_leads_somewhere_by_a_click_is_taken() => (await RefusalAsync("<w:pict><v:rect href='http://127.0.0.1/a'/></w:pict>")).Code.ShouldBeNull();

    private static string Field(string code) => $"<w:p>{Marked($"[{{{code}}}|]")}</w:p>";

    private static string Marked(string written) => written
        .Replace("[", """<w:r><w:fldChar w:fldCharType="begin"/></w:r>""", StringComparison.Ordinal).Replace("|", """<w:r><w:fldChar w:fldCharType="separate"/></w:r>""", StringComparison.Ordinal)
        .Replace("]", """<w:r><w:fldChar w:fldCharType="end"/></w:r>""", StringComparison.Ordinal)
        .Replace("{", """<w:r><w:instrText xml:space="preserve">""", StringComparison.Ordinal).Replace("}", "</w:instrText></w:r>", StringComparison.Ordinal);

    private static async Task<(string? Code, string? Part, string? Field)> RefusalAsync(string content, string part = "word/part.xml")
    {
        var refusal = SafeFile.Refusal(With(await FileAsync(), part, $"<w:document {Namespaces}><w:body>{content}</w:body></w:document>"));
        return (refusal?.Code, refusal?.Particulars.ElementAtOrDefault(0), refusal?.Particulars.ElementAtOrDefault(1));
    }

    private static async Task<byte[]> FileAsync() => Written((await FillAsync("# 甲\n\n举办{{ \"projects\" | figure: report }}。")).Draft!);

    private static byte[] With(byte[] file, string part, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            using var entry = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            entry.Write(Encoding.UTF8.GetBytes(content));
        }

        return stream.ToArray();
    }
}
