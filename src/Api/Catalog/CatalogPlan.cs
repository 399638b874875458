using System.Text.Json;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Catalog;

/// <summary>One thing that a document changes: in which section, what, and how it was and will be (null where it was not there).</summary>
public sealed record CatalogChange(string Section, string Code, string Name, string Change, string? Before, string? After);

/// <summary>
/// What a document changes in what is stored: the events for both streams, and the difference for people. Loading the same document twice changes nothing.
/// What stands against it is put among the document's faults.
/// </summary>
internal sealed class CatalogPlan
{
    private readonly CatalogDocument document;
    private readonly Func<NamedParty, Guid> idOf;
    private readonly List<object> departmentEvents = [];
    private readonly List<object> catalogEvents = [];
    private readonly List<CatalogChange> changes = [];

    private CatalogPlan(CatalogDocument document, Definitions definitions, DepartmentTree tree, Func<NamedParty, Guid> idOf) =>
        (this.document, Definitions, Tree, this.idOf) = (document, definitions, tree, idOf);

    /// <summary>As it will be.</summary>
    public Definitions Definitions { get; private set; }

    /// <summary>As it will be.</summary>
    public DepartmentTree Tree { get; private set; }

    public IReadOnlyList<object> DepartmentEvents => departmentEvents;

    public IReadOnlyList<object> CatalogEvents => catalogEvents;

    public IReadOnlyList<CatalogChange> Changes => changes;

    public bool IsEmpty => departmentEvents.Count + catalogEvents.Count == 0;

    /// <summary><paramref name="idOf"/> tells which party a name means.</summary>
    public static CatalogPlan For(CatalogDocument document, Definitions definitions, DepartmentTree tree, Func<NamedParty, Guid> idOf)
    {
        var plan = new CatalogPlan(document, definitions, tree, idOf);
        plan.PlanDepartments();
        plan.PlanPrograms();
        plan.PlanKinds();
        plan.PlanMetrics();
        plan.PlanOpenings();
        return plan;
    }

    private void PlanDepartments()
    {
        var waiting = document.Departments.Where(item => item.Code.Length > 0).DistinctBy(item => item.Code).ToList();
        while (waiting.Count > 0)
        {
            // Parents before children; what is left over when nothing more can be placed hangs on nothing, or on itself.
            var placeable = waiting.Where(item => item.Parent is null || Tree.Find(item.Parent) is not null).ToList();
            if (placeable.Count == 0)
            {
                foreach (var item in waiting)
                {
                    var circle = waiting.Any(other => other.Code == item.Parent);
                    item.Node.Fault("parent", circle ? "department-cycle" : "department-unknown", item.Parent!);
                }

                return;
            }

            foreach (var item in placeable)
            {
                PlanDepartment(item);
            }

            waiting.RemoveAll(placeable.Contains);
        }
    }

    private void PlanDepartment(DepartmentItem item)
    {
        if (Tree.Find(item.Code) is not { } stored)
        {
            if (item.Parent is null && Tree.Root is { } root)
            {
                item.Node.Fault("parent", "department-second-root", root.Code);
                return;
            }

            Department(new DepartmentOpened(item.Code, item.Name, item.Level, item.Tags, item.Parent), item, "added", null, $"{item.Level} {string.Join('、', item.Tags)}".Trim());
        }
        else
        {
            if (item.Parent != stored.Parent)
            {
                item.Node.Fault("parent", "department-move-unsupported", stored.Parent ?? "");
            }

            if (item.Name != stored.Name)
            {
                Department(new DepartmentRenamed(item.Code, item.Name), item, "renamed", stored.Name, item.Name);
            }

            if (item.Level != stored.Level || !item.Tags.SequenceEqual(stored.Tags))
            {
                Department(new DepartmentReclassified(item.Code, item.Level, item.Tags), item, "reclassified", $"{stored.Level} {string.Join('、', stored.Tags)}".Trim(), $"{item.Level} {string.Join('、', item.Tags)}".Trim());
            }
        }

        if (item.ClosedOn is { } closed && Tree.Find(item.Code)!.ClosedOn != closed)
        {
            Department(new DepartmentClosed(item.Code, closed), item, "closed", $"{Tree.Find(item.Code)!.ClosedOn:yyyy-MM-dd}", $"{closed:yyyy-MM-dd}");
        }
    }

    private void PlanPrograms()
    {
        foreach (var item in document.Programs)
        {
            var stored = Definitions.FindProgram(item.Code);
            if (stored?.Name != item.Name)
            {
                Catalog(new ProgramOpened(item.Code, item.Name), "programs", item.Code, item.Name, stored is null ? "added" : "renamed", stored?.Name, item.Name);
            }

            if ((item.EndedOn ?? stored?.EndedOn) is { } ended && Definitions.FindProgram(item.Code)!.EndedOn != ended)
            {
                Catalog(new ProgramEnded(item.Code, ended), "programs", item.Code, item.Name, "ended", $"{stored?.EndedOn:yyyy-MM-dd}", $"{ended:yyyy-MM-dd}");
            }
        }
    }

    private void PlanKinds()
    {
        foreach (var item in document.Kinds)
        {
            var stored = Definitions.FindKind(item.Definition.Code);
            Define(item.Definition, stored is null ? null : new KindDefined(stored.Code, stored.Name, stored.Fields), "kinds", item.Definition.Code, item.Definition.Name);
        }

        // Metrics that the document leaves alone must still be countable with the kinds as they will be.
        var check = new MetricCheck(Definitions, Tree);
        var left = Definitions.CurrentMetrics.Where(metric => document.Metrics.All(item => item.Definition.Code != metric.Code)).ToList();
        foreach (var item in document.Kinds)
        {
            foreach (var metric in left.Where(metric => metric.Definition.Of.Contains(item.Definition.Code) || metric.Definition.EndedBy.Contains(item.Definition.Code)))
            {
                foreach (var fault in check.Check(metric.Definition))
                {
                    item.Node.Fault("fields", "kind-breaks-metric", metric.Code, fault.Code);
                }
            }
        }
    }

    private void PlanMetrics()
    {
        foreach (var item in document.Metrics.Where(item => IsReadable(item.Definition)))
        {
            Define(item.Definition, Definitions.FindMetric(item.Definition.Code)?.Definition, "metrics", item.Definition.Code, item.Definition.Name);
        }

        var check = new MetricCheck(Definitions, Tree);
        foreach (var item in document.Metrics)
        {
            foreach (var fault in check.Check(item.Definition))
            {
                item.Node.Fault(fault);
            }
        }
    }

    private static bool IsReadable(MetricDefined metric) => metric switch
    {
        { Measure: { } text, Formula: null } => Measure.TryParse(text, out _),
        { Measure: null, Formula: { } text } => FormulaParser.TryParse(text, out _, out _),
        _ => false,
    };

    private void PlanOpenings()
    {
        foreach (var item in document.Openings)
        {
            var department = Tree.Find(item.Department);
            if (department is null)
            {
                item.Node.Fault("department", "department-unknown", item.Department);
            }

            var metric = Definitions.FindMetric(item.Metric);
            if (metric is null)
            {
                item.Node.Fault("metric", "metric-unknown", item.Metric);
            }
            else
            {
                foreach (var fault in Openings.Check(metric, item.Value, !item.Parties.IsEmpty))
                {
                    item.Node.Fault(fault);
                }
            }

            if (department is not null && metric is not null)
            {
                PlanOpening(item, metric);
            }
        }
    }

    private void PlanOpening(OpeningItem item, Metric metric)
    {
        var set = new OpeningBalanceSet(item.Metric, item.Department, item.On, item.Value, [.. item.Parties.Select(idOf).Distinct().Order()]);
        var stored = Definitions.OpeningBalances.Find(balance => balance.Metric == set.Metric && balance.Department == set.Department && balance.On == set.On);
        if (stored is null || stored.Value != set.Value || !stored.Parties.Order().SequenceEqual(set.Parties))
        {
            Catalog(
                set, "opening-balances", $"{item.Metric} {item.Department} {item.On:yyyy-MM-dd}", metric.Definition.Name, stored is null ? "added" : "changed",
                stored is null ? null : $"{stored.Value} + {stored.Parties.Length}", $"{set.Value} + {set.Parties.Length}");
        }
    }

    /// <summary>A definition is replaced by a new version, where it says something else.</summary>
    private void Define<T>(T definition, T? stored, string section, string code, string name)
        where T : class
    {
        var (before, after) = (stored is null ? null : Json(stored), Json(definition));
        if (before != after)
        {
            Catalog(definition, section, code, name, stored is null ? "added" : "changed", before, after);
        }
    }

    private void Department(object @event, DepartmentItem item, string change, string? before, string? after)
    {
        departmentEvents.Add(@event);
        Tree = DepartmentTree.Evolve(Tree, @event);
        changes.Add(new("departments", item.Code, item.Name, change, before, after));
    }

    private void Catalog(object @event, string section, string code, string name, string change, string? before, string? after)
    {
        catalogEvents.Add(@event);
        Definitions = Definitions.Evolve(Definitions, @event);
        changes.Add(new(section, code, name, change, before, after));
    }

    private static string Json(object definition) => JsonSerializer.Serialize(definition, definition.GetType(), StoredJson.Options);
}
