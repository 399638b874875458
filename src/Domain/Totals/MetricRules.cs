using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Totals;

/// <summary>Every kept version of every metric, by the kind of entry that it counts.</summary>
public sealed class MetricRules(Definitions definitions)
{
    private readonly Dictionary<string, ImmutableArray<MetricRule>> byKind = definitions.EveryMetricVersion
        .Where(metric => metric.Measure.IsKept)
        .SelectMany(metric => metric.Definition.Of.Select(kind => (kind, Rule: new MetricRule(metric, Ends: false)))
            .Concat(metric.Definition.EndedBy.Select(kind => (kind, Rule: new MetricRule(metric, Ends: true)))))
        .GroupBy(pair => pair.kind, pair => pair.Rule, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    public ImmutableArray<MetricRule> For(string kind) => byKind.GetValueOrDefault(kind, []);
}
