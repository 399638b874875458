using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Drafting;
using Block = WorkTracker.Reports.Drafting.Block;

namespace WorkTracker.Reports.Word;

/// <summary>How a draft is to be written.</summary>
/// <param name="Report">The report's id, where it is stored.</param>
/// <param name="At">When; the file says it.</param>
/// <param name="Author">Who.</param>
/// <param name="Address">Of the program, for links from the appendix to the entries; null for none.</param>
/// <param name="Slots">What people had typed in an earlier draft, by the slot's id.</param>
public sealed record WordOptions(Guid? Report, DateTimeOffset At, string Author, string? Address = null, IReadOnlyDictionary<string, IReadOnlyList<OpenXmlElement>>? Slots = null);

/// <summary>Writes a draft as a Word file by GB/T 9704-2012.</summary>
public static class WordReport
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static byte[] Write(Draft draft, WordOptions options)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = ReportStyles.Create();
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = HeadingNumbers.Create();
            main.AddNewPart<DocumentSettingsPart>().Settings = PageSetup.Settings();
            main.AddNewPart<FontTablePart>().Fonts = PageSetup.FontTable();
            main.Document = new Document(new Body(Elements(draft, options, main)));
            Provenance.Of(draft, options.Report).Write(main);
            Describe(document, draft, options);
        }

        return stream.ToArray();
    }

    private static List<OpenXmlElement> Elements(Draft draft, WordOptions options, MainDocumentPart main)
    {
        var body = new BodyWriter(main, new ControlIds(), options.Slots ?? new Dictionary<string, IReadOnlyList<OpenXmlElement>>());
        var titles = draft.Body.TakeWhile(block => block is Block.Heading { Level: 0 }).ToList();
        List<OpenXmlElement> title = [.. body.Write(titles)];
        List<OpenXmlElement> text = [.. body.Write(draft.Body.Skip(titles.Count))];
        List<OpenXmlElement> all =
        [
            .. HeadWriter.Before(draft.Head), .. title, .. draft.Head.Contents ? Contents.Write(body.Headings) : [], .. HeadWriter.Addressee(draft.Head), .. text,
            .. HeadWriter.Signature(draft.Head), .. HeadWriter.Imprint(draft.Head),
        ];
        if (draft.Head.Appendix && draft.Figures.Count > 0)
        {
            all.AddRange(Appendix.Write(draft, main, body, options.Address));
        }

        return [.. all, PageSetup.Section(main)];
    }

    private static void Describe(WordprocessingDocument document, Draft draft, WordOptions options)
    {
        var properties = document.PackageProperties;
        properties.Title = FigureControl.Storable(draft.Title);
        properties.Creator = FigureControl.Storable(options.Author);
        properties.Subject = FigureControl.Storable($"{draft.Request.Department.Name} {Domain.Reports.WindowWording.Of(draft.Request.Window)}");
        properties.Language = "zh-CN";
        properties.Created = properties.Modified = options.At.UtcDateTime;
    }
}
