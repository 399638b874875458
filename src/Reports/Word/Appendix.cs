using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using Block = WorkTracker.Reports.Drafting.Block;
using Inline = WorkTracker.Reports.Drafting.Inline;

namespace WorkTracker.Reports.Word;

/// <summary>附件: every figure of the report with its exact value and what it came from. Its texts are controls too, so that they are refreshed with the rest.</summary>
internal static class Appendix
{
    /// <summary>Of the columns' widths.</summary>
    private static readonly int[] Shares = [6, 21, 20, 15, 15, 23];

    public static IEnumerable<OpenXmlElement> Write(Draft draft, MainDocumentPart main, BodyWriter body, string? address)
    {
        yield return new Paragraph(new Run(new Break { Type = BreakValues.Page }));
        yield return HeadWriter.Paragraph(ReportStyles.Attachment, FigureControl.Run(WordTexts.Attachment, null));
        yield return HeadWriter.Paragraph(ReportStyles.Title, FigureControl.Run(WordTexts.AppendixTitle, null));
        yield return HeadWriter.Paragraph(ReportStyles.Note, FigureControl.Run(WordTexts.AppendixNote.With(draft.Position, Basis(draft.Request.Basis)), null));
        var rows = draft.Figures.Index().Select(item => Row(item.Index + 1, item.Item, draft)).ToList();
        var table = new Block.Table([[.. WordTexts.AppendixColumns.Split('、').Select(name => (IReadOnlyList<Inline>)[new(name)])], .. rows],
            [Alignment.Centre, Alignment.Left, Alignment.Centre, Alignment.Centre, Alignment.Right, Alignment.Left]);
        var written = TableWriter.Write(table, body.Inlines, Shares, Measures.Size5).ToList();
        if (address is not null)
        {
            Link(written[0], draft, main, address);
        }

        foreach (var element in written)
        {
            yield return element;
        }
    }

    public static string Basis(Basis basis) => basis == Domain.Basis.Approved ? WordTexts.Approved : WordTexts.Reported;

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(int number, Figure figure, Draft draft) =>
    [
        [new(number.ToString(CultureInfo.InvariantCulture))], [new(figure.Name)],
        [new(Window.TryParse(figure.Key.Window, out var window) ? WindowWording.Of(window) : figure.Key.Window)],
        [new(figure.Text, figure)],
        [new(string.Join('、', figure.Values.Select(value => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "—")))],
        [new(figure.Key.Department == draft.Request.Department.Code ? figure.Key.Metrics.Replace(",", " ", StringComparison.Ordinal) : $"{figure.Key.Metrics} {figure.Key.Department}")],
    ];

    /// <summary>The last cell of each row leads to the entries behind its figure.</summary>
    private static void Link(OpenXmlElement table, Draft draft, MainDocumentPart main, string address)
    {
        foreach (var (row, figure) in table.Elements<TableRow>().Skip(1).Zip(draft.Figures))
        {
            var paragraph = row.Elements<TableCell>().Last().GetFirstChild<Paragraph>()!;
            var target = main.AddHyperlinkRelationship(new Uri(address.TrimEnd('/') + FigureAddress.Of(figure.Key, draft.Position)), isExternal: true);
            var runs = paragraph.Elements<Run>().ToList();
            runs.ForEach(run => run.Remove());
            foreach (var run in runs)
            {
                run.RunProperties = new RunProperties([new RunStyle { Val = "Hyperlink" }, .. run.RunProperties?.ChildElements.Select(child => child.CloneNode(true)) ?? []]);
            }

            paragraph.Append(new Hyperlink(runs) { Id = target.Id });
        }
    }
}
