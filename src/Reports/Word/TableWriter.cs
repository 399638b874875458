using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Drafting;
using Block = WorkTracker.Reports.Drafting.Block;
using Inline = WorkTracker.Reports.Drafting.Inline;

namespace WorkTracker.Reports.Word;

/// <summary>Tables over the whole width; the header row is repeated on every page, no row breaks across two.</summary>
internal static class TableWriter
{
    private const int Narrowest = 3;
    private const int Widest = 24;

    public static IEnumerable<OpenXmlElement> Write(Block.Table table, Func<IEnumerable<Inline>, IEnumerable<OpenXmlElement>> inlines, int[]? shares = null, string? size = null)
    {
        var widths = Widths(shares?.Select(share => (decimal)share).ToList() ?? Weights(table));
        var written = new Table(
            new TableProperties(
                new TableStyle { Val = ReportStyles.Table }, new TableWidth { Width = $"{Measures.TextWidth}", Type = TableWidthUnitValues.Dxa },
                new TableJustification { Val = TableRowAlignmentValues.Center }, new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(width => new GridColumn { Width = $"{width}" })));
        foreach (var (at, row) in table.Rows.Index())
        {
            var properties = new TableRowProperties(new CantSplit());
            if (at == 0)
            {
                properties.Append(new TableHeader());
            }

            written.Append(new TableRow([properties, .. row.Select((cell, column) => Cell(cell, widths[column], at == 0 ? Alignment.Centre : table.Columns[column], at == 0, inlines, size))]));
        }

        // A table must not be the last thing, nor touch the next one.
        return [written, new Paragraph(new ParagraphProperties(
            new ParagraphStyleId { Val = ReportStyles.Cell }, new SpacingBetweenLines { Before = "0", After = "0", Line = "120", LineRule = LineSpacingRuleValues.Exact }))];
    }

    private static TableCell Cell(IReadOnlyList<Inline> text, int width, Alignment alignment, bool header, Func<IEnumerable<Inline>, IEnumerable<OpenXmlElement>> inlines, string? size)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = ReportStyles.Cell }, new Justification { Val = alignment switch
        {
            Alignment.Left => JustificationValues.Left,
            Alignment.Right => JustificationValues.Right,
            _ => JustificationValues.Center,
        } });
        if (size is not null)
        {
            properties.InsertAfter(new SpacingBetweenLines { Before = "0", After = "0", Line = "280", LineRule = LineSpacingRuleValues.AtLeast }, properties.ParagraphStyleId);
        }

        var content = inlines(header ? text.Select(inline => inline with { Bold = true }) : text).ToList();
        foreach (var run in size is null ? [] : content.SelectMany(element => element.DescendantsAndSelf().OfType<Run>()))
        {
            run.RunProperties ??= new RunProperties();
            run.RunProperties.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
        }

        return new(new TableCellProperties(new TableCellWidth { Width = $"{width}", Type = TableWidthUnitValues.Dxa }, new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }), new Paragraph([properties, .. content]));
    }

    private static IEnumerable<OpenXmlElement> DescendantsAndSelf(this OpenXmlElement element) => element.Descendants().Prepend(element);

    /// <summary>By the longest text of each column, within bounds.</summary>
    private static List<decimal> Weights(Block.Table table) => [.. Enumerable.Range(0, table.Rows[0].Count)
        .Select(column => table.Rows.Max(row => (Math.Clamp(row[column].Sum(inline => inline.Text.Sum(c => c > 0x2E80 ? 2 : 1)), Narrowest * 2, Widest * 2) / 2m) + 1))];

    private static int[] Widths(List<decimal> weights)
    {
        var widths = weights.Select(weight => (int)(Measures.TextWidth * weight / weights.Sum())).ToArray();
        widths[^1] += Measures.TextWidth - widths.Sum();
        return widths;
    }
}
