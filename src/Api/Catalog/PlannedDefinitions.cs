using WorkTracker.Domain.Catalog;

namespace WorkTracker.Api.Catalog;

/// <summary>Brings programs, kinds and metrics to what a document states. A definition is replaced by a new version where it says something else.</summary>
internal static class PlannedDefinitions
{
    public static void Plan(CatalogDraft draft)
    {
        foreach (var item in draft.Document.Programs.Where(item => item.Sound))
        {
            Program(draft, item.Value);
        }

        foreach (var item in draft.Document.Kinds.Where(item => item.Sound))
        {
            var kind = item.Value;
            Define(draft, kind, "kinds", kind.Code, kind.Name, draft.Definitions.FindKind(kind.Code) is { } stored ? StatedPart.Of(new KindDefined(stored.Code, stored.Name, stored.Fields, stored.Approval, stored.Readers)) : null, StatedPart.Of(kind));
        }

        var metrics = draft.Document.Metrics.Where(item => item.Sound).Select(item => item with { Value = Read(draft, item.Value) }).ToList();
        foreach (var item in metrics)
        {
            Metric(draft, item.Value);
        }

        var check = new MetricCheck(draft.Definitions, draft.Tree);
        foreach (var item in metrics.Where(item => !item.Value.Of.Concat(item.Value.EndedBy).Any(kind => draft.IsDoubtful("kinds", kind))))
        {
            foreach (var fault in check.Check(item.Value))
            {
                draft.Blame(item.Node, fault);
            }
        }

        CheckMetricsLeftAlone(draft, check);
    }

    private static void Program(CatalogDraft draft, StateProgram stated)
    {
        var stored = draft.Definitions.FindProgram(stated.Code);
        var events = StateProgram.Changes(stated, stored).ToList();
        if (events.Count == 0)
        {
            return;
        }

        draft.Catalog(events);
        var change = stored switch
        {
            null => "added",
            { EndedOn: null } when stated.EndedOn is not null => "closed",
            { EndedOn: not null } when stated.EndedOn is null => "reopened",
            _ => "changed",
        };
        draft.Changes.Add(new("programs", stated.Code, stated.Name, change,
            stored is null ? [] : StatedPart.Changes(StatedPart.Of(stored), StatedPart.Of(draft.Definitions.FindProgram(stated.Code)!))));
    }

    private static MetricDefined Read(CatalogDraft draft, MetricDefined metric) =>
        metric with { Where = WrittenConditions.Read(metric.Where, [.. metric.Of.Select(kind => draft.Definitions.FindKind(kind)).OfType<Kind>()]) };

    private static void Metric(CatalogDraft draft, MetricDefined metric)
    {
        if (IsReadable(metric))
        {
            Define(draft, metric, "metrics", metric.Code, metric.Name, draft.Definitions.FindMetric(metric.Code) is { } stored ? StatedPart.Of(stored.Definition) : null, StatedPart.Of(metric));
        }
        else
        {
            draft.Doubt("metrics", metric.Code);
        }
    }

    private static bool IsReadable(MetricDefined metric) => metric switch
    {
        { Measure: { } text, Formula: null } => Measure.TryParse(text, out _),
        { Measure: null, Formula: { } text } => FormulaParser.TryParse(text, out _, out _),
        _ => false,
    };

    internal static void Define(
        CatalogDraft draft, object definition, string section, string code, string name, IReadOnlyList<StatedPart>? before, IReadOnlyList<StatedPart> after)
    {
        var changes = before is null ? [] : StatedPart.Changes(before, after);
        if (before is null || changes.Count > 0)
        {
            draft.Catalog(definition);
            draft.Changes.Add(new(section, code, name, before is null ? "added" : "changed", changes));
        }
    }

    /// <summary>Metrics that the document does not state must still be countable with the kinds as they will be.</summary>
    private static void CheckMetricsLeftAlone(CatalogDraft draft, MetricCheck check)
    {
        var before = new MetricCheck(draft.Stored, draft.Tree);
        var stated = draft.Document.Metrics.Select(item => item.Value.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var item in draft.Document.Kinds.Where(item => item.Sound))
        {
            foreach (var metric in draft.Stored.CurrentMetrics.Where(metric => !stated.Contains(metric.Code)
                && (metric.Definition.Of.Contains(item.Value.Code) || metric.Definition.EndedBy.Contains(item.Value.Code))).OrderBy(metric => metric.Code, StringComparer.Ordinal))
            {
                var known = before.Check(metric.Definition).Select(fault => (fault.Code, fault.Path)).ToHashSet();
                foreach (var fault in check.Check(metric.Definition).Where(fault => !known.Contains((fault.Code, fault.Path))))
                {
                    draft.Blame(item.Node, new("kind-breaks-metric", "fields", metric.Code, fault.Path, fault.Code));
                }
            }
        }
    }
}
