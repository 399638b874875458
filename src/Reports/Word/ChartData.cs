using System.Globalization;
using System.Text.RegularExpressions;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Word;

internal sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);

/// <summary>A chart's numbers: categories from the table's first column, a series from each other column.</summary>
internal sealed partial record ChartData(IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    public static ChartData Of(Block.Table table)
    {
        var rows = table.Rows.Skip(1).ToList();
        return new(
            [.. rows.Select(row => Text(row[0]))],
            [.. Enumerable.Range(1, Math.Max(0, table.Rows[0].Count - 1)).Select(column => new ChartSeries(Text(table.Rows[0][column]), [.. rows.Select(row => Number(Text(row[column])))]))]);
    }

    private static string Text(IEnumerable<Inline> inlines) => string.Concat(inlines.Select(inline => inline.Text));

    /// <summary>The number as printed: 238.4 of 238.4亿元, so that the chart and the text say the same.</summary>
    private static decimal? Number(string text) =>
        Digits().Match(text) is { Success: true } match && decimal.TryParse(match.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"-?[0-9]+(\.[0-9]+)?")]
    private static partial Regex Digits();
}
