using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Api.Catalog;

/// <summary>Sets the opening balances that a document states, and sees that those which stay go with the metrics as they will be.</summary>
internal static class PlannedOpenings
{
    public static void Plan(CatalogDraft draft, Func<StateOpening, NamedParty, Guid> idOf)
    {
        foreach (var item in draft.Document.Openings.Where(item => item.Sound))
        {
            var department = draft.Tree.Find(item.Value.Department);
            if (department is null)
            {
                draft.Blame(item.Node, new("department-unknown", "department", item.Value.Department));
            }

            var metric = draft.Definitions.FindMetric(item.Value.Metric);
            if (metric is null)
            {
                draft.Blame(item.Node, new("metric-unknown", "metric", item.Value.Metric));
            }
            else if (!draft.IsDoubtful("metrics", metric.Code) && IsPossible(draft, item, metric) && department is not null)
            {
                Set(draft, item.Value, metric, idOf);
            }
        }

        CheckOpeningsThatStay(draft);
    }

    private static bool IsPossible(CatalogDraft draft, Stated<StateOpening> item, Metric metric)
    {
        var faults = Openings.Check(metric, item.Value.Value, !item.Value.Parties.IsEmpty)
            .Concat(Openings.CheckSorts(metric, [.. item.Value.Parties.Select(party => party.Sort)], draft.Definitions)).ToList();
        faults.ForEach(fault => draft.Blame(item.Node, fault));
        return faults.Count == 0;
    }

    private static void Set(CatalogDraft draft, StateOpening stated, Metric metric, Func<StateOpening, NamedParty, Guid> idOf)
    {
        var next = new OpeningBalance(stated.Metric, stated.Department, stated.On, stated.Value, [.. stated.Parties.Select(party => idOf(stated, party)).Distinct().Order()]);
        var stored = draft.Definitions.OpeningBalances.Find(balance => balance.Metric == next.Metric && balance.Department == next.Department && balance.On == next.On);
        var changes = stored is null ? [] : StatedPart.Changes(StatedPart.Of(stored), StatedPart.Of(next));
        if (stored is null || changes.Count > 0)
        {
            draft.Catalog(new OpeningBalanceSet(next.Metric, next.Department, next.On, next.Value, next.Parties));
            draft.Changes.Add(new("opening-balances", $"{next.Metric} {next.Department} {next.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", metric.Definition.Name, stored is null ? "added" : "changed", changes));
        }
    }

    private static void CheckOpeningsThatStay(CatalogDraft draft)
    {
        var stated = draft.Document.Openings.Select(item => (item.Value.Metric, item.Value.Department, item.Value.On)).ToHashSet();
        foreach (var item in draft.Document.Metrics.Where(item => item.Sound && !draft.IsDoubtful("metrics", item.Value.Code)))
        {
            var metric = draft.Definitions.FindMetric(item.Value.Code)!;
            foreach (var balance in draft.Definitions.OpeningBalances.Where(balance => balance.Metric == metric.Code && !stated.Contains((balance.Metric, balance.Department, balance.On))))
            {
                foreach (var fault in Openings.Check(metric, balance.Value, !balance.Parties.IsEmpty))
                {
                    draft.Blame(item.Node, new("metric-breaks-opening", item.Value.Formula is null ? "measure" : "formula", balance.Department, balance.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), fault.Code));
                }
            }
        }
    }
}
