using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Drafting;
using Block = WorkTracker.Reports.Drafting.Block;
using Inline = WorkTracker.Reports.Drafting.Inline;

namespace WorkTracker.Reports.Word;

/// <summary>Blocks of a report as elements of a Word document.</summary>
/// <param name="main">Charts become parts of it.</param>
/// <param name="ids">Numbers of controls.</param>
/// <param name="kept">What people had typed into slots, by the slot's id.</param>
internal sealed class BodyWriter(MainDocumentPart main, ControlIds ids, IReadOnlyDictionary<string, IReadOnlyList<OpenXmlElement>> kept)
{
    private uint charts;

    /// <summary>Headings with their bookmarks, for the table of contents.</summary>
    public List<(int Level, string Text, string Bookmark)> Headings { get; } = [];

    public IEnumerable<OpenXmlElement> Write(IEnumerable<Block> blocks) => blocks.SelectMany(Write);

    private IEnumerable<OpenXmlElement> Write(Block block) => block switch
    {
        Block.Heading { Level: 0 } title => [Paragraph(ReportStyles.Title, title.Text)],
        Block.Heading heading => [Heading(heading)],
        Block.Paragraph paragraph => [Paragraph(ReportStyles.Body, paragraph.Text)],
        Block.Table table => TableWriter.Write(table, Inlines),
        Block.Slot slot => [FigureControl.Slot(slot.Name, SlotContent(slot), ids)],
        Block.Chart chart => [Paragraph(ReportStyles.Caption, [new(chart.Title)]), ChartWriter.Write(main, chart, ++charts)],
        Block.PageBreak => [new Paragraph(new Run(new Break { Type = BreakValues.Page }))],
        _ => throw new InvalidOperationException($"No such block: {block}."),
    };

    private IEnumerable<OpenXmlElement> SlotContent(Block.Slot slot) =>
        kept.TryGetValue(FigureControl.SlotId(slot.Name), out var typed) && typed.Count > 0 ? typed.Select(element => element.CloneNode(true)) : Write(slot.Content);

    private Paragraph Heading(Block.Heading heading)
    {
        var (number, name) = ids.Bookmark("_Toc");
        Headings.Add((heading.Level, string.Concat(heading.Text.Select(inline => inline.Text)), name));
        var paragraph = Paragraph(ReportStyles.Heading(heading.Level), heading.Text);
        paragraph.InsertAfter(new BookmarkStart { Id = number, Name = name }, paragraph.ParagraphProperties);
        paragraph.Append(new BookmarkEnd { Id = number });
        return paragraph;
    }

    public Paragraph Paragraph(string style, IEnumerable<Inline> text) => new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. Inlines(text)]);

    public IEnumerable<OpenXmlElement> Inlines(IEnumerable<Inline> text) => text.SelectMany(inline => inline switch
    {
        { Figure: { } figure } => FigureControl.Of(figure, Look(inline), ids),
        _ when ReferenceEquals(inline, Inline.Break) => [new Run(new Break())],
        _ => (IEnumerable<OpenXmlElement>)[FigureControl.Run(inline.Text, Look(inline))],
    });

    private static RunProperties? Look(Inline inline)
    {
        if (!inline.Bold && !inline.Italic)
        {
            return null;
        }

        var look = new RunProperties();
        if (inline.Bold)
        {
            look.Append(new Bold(), new BoldComplexScript());
        }

        if (inline.Italic)
        {
            look.Append(new Italic(), new ItalicComplexScript());
        }

        return look;
    }
}
