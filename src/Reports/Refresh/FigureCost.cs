using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// What it costs to answer all that a file asks, in reads of kept totals: these are read together, what cuts a month is counted from facts one by one.
/// A file of ours never costs more than a template may; a file says itself what it asks.
/// </summary>
public static class FigureCost
{
    /// <summary>Some five seconds of counting from facts.</summary>
    public const int Most = 20_000;

    private const int Kept = 1;
    private const int Counted = 4;
    private const int Listed = 10;

    /// <summary>Of the questions that can be asked, each once; stops counting above <see cref="Most"/>.</summary>
    public static bool IsBearable(Provenance said, Knowledge knowledge)
    {
        var cost = said.Lists.Count(list => list.Source != "departments") * Listed;
        foreach (var key in said.Figures.Select(figure => figure.Key).Distinct())
        {
            if (cost > Most)
            {
                return false;
            }

            cost += MovedFigures.CanAsk(key, knowledge) ? Of(key, knowledge) : 0;
        }

        return cost <= Most;
    }

    private static int Of(FigureKey key, Knowledge knowledge) => key.Party is not null || key.Style.Contains("quoted-names", StringComparison.Ordinal)
        ? Listed
        : MovingEvents.Asked(key, knowledge).Sum(asked => IsOfWholeMonths(asked.Window) && asked.Metric.Measure is not Measure.Latest ? Kept : Counted);

    private static bool IsOfWholeMonths(Window window) =>
        window.From is not { Day: not 1 } && window.Until == Month.Of(window.Until).LastDay;
}
