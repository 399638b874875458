using WorkTracker.Domain;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Figures;

/// <summary>
/// A total split up, beside the same window a year before. The parts of both stand in the same order, one for one; those that were there only then
/// come last, with nothing now, so that the parts of an additive total sum to it in both years.
/// </summary>
public sealed record ComparedBreakdown(Breakdown Now, Breakdown Before)
{
    public static async Task<ComparedBreakdown> OfAsync(TotalsView view, Question question, string by, CancellationToken cancellation = default)
    {
        var now = await Breakdown.OfAsync(view, question, by, cancellation);
        var before = await Breakdown.OfAsync(view, question with { Window = question.Window.PreviousYear() }, by, cancellation);
        var earlier = before.Parts.ToDictionary(part => by == "month" ? YearLater(part.Key) : part.Key, StringComparer.Ordinal);
        var here = now.Parts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        List<Part> parts = [.. now.Parts, .. earlier.Where(part => !here.Contains(part.Key)).Select(part => new Part(part.Key, part.Value.Name, 0))];

        // Of a month before the first one only a stated balance may tell something: it is not known to have been nothing.
        var absent = question.Metric.Measure.IsKept && (by != "month" || before.Stated is null or 0) ? 0m : (decimal?)null;
        return new(now with { Parts = parts }, before with { Parts = [.. parts.Select(part => earlier.GetValueOrDefault(part.Key) ?? new(part.Key, part.Name, absent))] });
    }

    private static string YearLater(string month) => Month.TryParse(month, out var read) ? read.Plus(12).ToString() : month;
}
