using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Reports;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// Which events moved a figure since a position: those of the entries that the figure counts otherwise now than then. What has changed at all is read
/// once, however many figures moved.
/// </summary>
internal sealed class MovingEvents(TotalsView now, long position)
{
    private const int MostEvents = 50;

    private IReadOnlyList<IGrouping<Guid, ChangedFact>>? changes;
    private IReadOnlyList<KnowledgeEvent>? known;

    public async Task<IReadOnlyList<HappenedEvent>> OfAsync(FigureKey key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        changes ??= [.. (await now.ChangedSinceAsync(position, cancellation)).GroupBy(fact => fact.Entry)];
        var below = now.Knowledge.Tree.Subtree(key.Department).Select(department => department.Code).ToHashSet(StringComparer.Ordinal);
        var entries = new HashSet<Guid>();
        foreach (var (metric, window) in Asked(key, now.Knowledge))
        {
            bool Counts(ChangedFact fact) => fact.Basis == key.Basis && fact.CountsOn <= window.Until && (metric.Measure is Measure.InForce || window.From is null || fact.CountsOn >= window.From)
                && (metric.Measure is Measure.Latest ? fact.Department.Code == key.Department : below.Contains(fact.Department.Code)) && Admits(metric, fact);
            entries.UnionWith(changes.Where(entry => Differs(entry.Where(Counts), metric)).Select(entry => entry.Key));
        }

        var events = entries.Count > 0 ? await now.EventsAsync(entries, position, now.Standing.Position, cancellation) : await ConcerningAsync(key, below, cancellation);
        return [.. events.Take(MostEvents)];
    }

    /// <summary>
    /// Changes of what the figure itself is made of: whoever may see the figure may see these. Of other departments, metrics and parties nothing is told,
    /// from whatever position a file says that it is.
    /// </summary>
    private async Task<IReadOnlyList<HappenedEvent>> ConcerningAsync(FigureKey key, HashSet<string> below, CancellationToken cancellation)
    {
        known ??= await now.KnowledgeEventsAsync(position, now.Standing.Position, cancellation);
        var metrics = Asked(key, now.Knowledge).Select(asked => asked.Metric).DistinctBy(metric => metric.Number).ToList();
        var concerning = known.Where(change => change switch
        {
            { Party: not null } => false,
            { Metric: { } metric } => metrics.Exists(asked => asked.Code == metric) && below.Contains(change.Department!),
            _ => below.Contains(change.Department!),
        });
        return [.. concerning.Concat(await OfPartiesAsync(key, cancellation)).OrderBy(change => change.Event.Position).Select(change => change.Event)];
    }

    /// <summary>Merged or split parties that the figure counts.</summary>
    private async Task<IEnumerable<KnowledgeEvent>> OfPartiesAsync(FigureKey key, CancellationToken cancellation)
    {
        var changed = known!.Where(change => change.Party is not null).ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        var units = new HashSet<Guid>();
        foreach (var (metric, window) in Asked(key, now.Knowledge).Where(asked => asked.Metric.Measure.CountsUnits))
        {
            units.UnionWith((await now.ByPartyAsync(new(metric, now.Knowledge.Tree.Find(key.Department)!, window, key.Basis), cancellation)).Select(part => part.Unit));
        }

        return changed.Where(change => units.Contains(now.Knowledge.Identities.Of(change.Party!.Value)));
    }

    /// <summary>The metrics that entries stand behind, each with the window that the figure looks at.</summary>
    public static IEnumerable<(Metric Metric, Domain.Window Window)> Asked(FigureKey key, Knowledge knowledge)
    {
        if (!Domain.Window.TryParse(key.Window, out var asked))
        {
            return [];
        }

        Domain.Window[] windows = Styles.TryRead(key.Style, out var styles, out _) && styles is [WordingStyle.Growth] ? [asked, asked.PreviousYear()] : [asked];
        return key.Metrics.Split(',').SelectMany(metric => windows.SelectMany(window => MovedFigures.Terms(MovedFigures.MetricOf(metric, knowledge)!, window, knowledge)));
    }

    private static MetricRule? RuleOf(Metric metric, ChangedFact fact) =>
        metric.Definition.Of.Contains(fact.Kind) ? new(metric, Ends: false) : metric.Definition.EndedBy.Contains(fact.Kind) ? new(metric, Ends: true) : null;

    private static bool Admits(Metric metric, ChangedFact fact) => RuleOf(metric, fact)?.Admits(fact.Department, ContentOf(fact)) == true;

    /// <summary>A correction of something that the metric does not look at moves nothing.</summary>
    private static bool Differs(IEnumerable<ChangedFact> facts, Metric metric)
    {
        var counted = facts.ToLookup(fact => fact.Was, fact => Counted(fact, metric));
        return !counted[true].Order(StringComparer.Ordinal).SequenceEqual(counted[false].Order(StringComparer.Ordinal));
    }

    private static string Counted(ChangedFact fact, Metric metric)
    {
        var (rule, content) = (RuleOf(metric, fact)!, ContentOf(fact));
        return FormattableString.Invariant($"{fact.Kind} {fact.Department.Code} {fact.CountsOn:O} {rule.AmountIn(content)} {string.Join(' ', rule.UnitsIn(fact.Department, content))}");
    }

    private static EntryContent ContentOf(ChangedFact fact) => new(fact.Program, fact.CountsOn, fact.CountsOn, [], fact.Fields);
}
