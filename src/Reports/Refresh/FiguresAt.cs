using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// Figures at a position that has passed. What has not been touched since is as it is now, and kept totals answer that together;
/// only the others are counted from the facts, one by one.
/// </summary>
public static class FiguresAt
{
    /// <summary>Those that have true words then.</summary>
    /// <param name="keys">Can be asked, at both positions.</param>
    /// <param name="then">The position wanted.</param>
    /// <param name="now">A later one, or the same.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IReadOnlyList<Figure>> ReadAsync(IReadOnlyList<FigureKey> keys, TotalsView then, TotalsView now, CancellationToken cancellation)
    {
        var touched = await SameKnowledgeAsync(then, now, cancellation) ? await TouchedAsync(then.Standing.Position, now, cancellation) : null;
        var still = keys.ToLookup(key => touched is not null && !MayRest(key, touched, now.Knowledge));
        return [.. await AnswerAsync(still[true], now, cancellation), .. await AnswerAsync(still[false], then, cancellation)];
    }

    private static async Task<List<Figure>> AnswerAsync(IEnumerable<FigureKey> keys, TotalsView view, CancellationToken cancellation)
    {
        var (source, figures) = (new ViewFigures(view), new List<Figure>());
        await source.AskAsync(keys, cancellation);
        foreach (var key in keys)
        {
            if ((await source.AnswerAsync(key, cancellation)).Figure is { } figure)
            {
                figures.Add(figure);
            }
        }

        return figures;
    }

    private static async Task<bool> SameKnowledgeAsync(TotalsView then, TotalsView now, CancellationToken cancellation) =>
        then.Knowledge.Definitions.Version == now.Knowledge.Definitions.Version && then.Knowledge.Tree.Version == now.Knowledge.Tree.Version
        && (await now.KnowledgeEventsAsync(then.Standing.Position, now.Standing.Position, cancellation)).Count == 0;

    /// <summary>By basis, kind and number of a department: the months in which something in it or below has been touched.</summary>
    private static async Task<ILookup<(Basis, string, int), Month>> TouchedAsync(long position, TotalsView now, CancellationToken cancellation) =>
        (await now.TouchedSinceAsync(position, cancellation)).SelectMany(fact => now.Knowledge.Ancestors(fact.Department).Select(above => (Key: (fact.Basis, fact.Kind, above), fact.Month)))
            .Distinct().ToLookup(pair => pair.Key, pair => pair.Month);

    /// <summary>Whether a figure may rest on what was touched: rather once too often.</summary>
    private static bool MayRest(FigureKey key, ILookup<(Basis, string, int), Month> touched, Knowledge knowledge)
    {
        var department = knowledge.Tree.Find(key.Department)!.Number;
        return MovingEvents.Asked(key, knowledge).Any(asked => asked.Metric.Definition.Of.Concat(asked.Metric.Definition.EndedBy).Any(kind => touched[(key.Basis, kind, department)].Any(month =>
            month.FirstDay <= asked.Window.Until && (asked.Metric.Measure is Measure.InForce || asked.Window.From is not { } from || month.LastDay >= from))));
    }
}
