using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>What somebody may see of definitions, departments and totals: the same decision as <see cref="Rights"/>, over lists.</summary>
public sealed record Sight(Rights Rights, Definitions Definitions, DepartmentTree Tree)
{
    /// <summary>Everything that a total is made of may be read there. A metric that counts an internal kind is as internal as the kind.</summary>
    public bool Sees(Metric metric, string department) =>
        Rights.Allows(Act.ReadTotals, department, Tree) && KindsOf(metric, []).All(kind => Rights.Allows(Act.ReadTotals, department, Tree, kind));

    /// <summary>The department that is meant where none is named: the root, or the first one that may be read.</summary>
    public Department? Home => Tree.Root is { } root && Rights.Allows(Act.ReadTotals, root.Code, Tree)
        ? root
        : Rights.Reach(Act.ReadTotals, Tree).MinBy(department => (Tree.SelfAndAncestors(department.Code).Count(), department.Number));

    /// <summary>A department is named to whom it concerns: those on it and below, and those above it, which say where it hangs.</summary>
    public bool Names(Department department) =>
        Rights.Allows(Act.ReadCatalog, department.Code, Tree) || Rights.Grants.Any(grant => Tree.SelfAndAncestors(grant.Department).Any(above => above.Code == department.Code));

    /// <summary>Of an internal kind: whether it may be read anywhere.</summary>
    public bool Sees(Kind kind) => !kind.IsInternal || Rights.ReachesAll(Act.ReadEntries, Tree, kind) || Rights.Reach(Act.ReadEntries, Tree, kind).Any();

    /// <summary>Whether any kind that names parties of a sort may be read; of a sort that no kind names, everybody's.</summary>
    public bool SeesSort(string sort)
    {
        var naming = Definitions.Kinds.Values.Select(versions => versions[^1]).Where(kind => kind.Fields.Any(field => field.Sorts.Contains(sort))).ToList();
        return naming.Count == 0 || naming.Exists(Sees);
    }

    public IEnumerable<Kind> InternalKinds => Definitions.Kinds.Values.Select(versions => versions[^1]).Where(kind => kind.IsInternal);

    /// <summary>What somebody may see of the catalog: internal kinds, what counts them, and other departments' opening balances left out.</summary>
    public Definitions Readable()
    {
        var kinds = Definitions.Kinds.RemoveRange(Definitions.Kinds.Values.Where(versions => !Sees(versions[^1])).Select(versions => versions[^1].Code).ToList());
        var metrics = Definitions.Metrics.RemoveRange(
            Definitions.Metrics.Values.Where(versions => !KindsOf(versions[^1], []).All(Sees)).Select(versions => versions[^1].Code).ToList());
        return Definitions with
        {
            Kinds = kinds, Metrics = metrics,
            OpeningBalances = Definitions.OpeningBalances.RemoveAll(balance =>
                !metrics.TryGetValue(balance.Metric, out var versions) || !Sees(versions[^1], balance.Department)),
        };
    }

    /// <summary>The newest version of each kind that a metric counts, through all terms of a formula.</summary>
    private IEnumerable<Kind> KindsOf(Metric metric, HashSet<string> seen) => !seen.Add(metric.Code) ? [] : metric.Measure is Measure.Computed computed
        ? computed.Formula.Terms.Select(term => Definitions.FindMetric(term.Metric)).OfType<Metric>().SelectMany(term => KindsOf(term, seen))
        : metric.Definition.Of.Concat(metric.Definition.EndedBy).Select(code => Definitions.FindKind(code)).OfType<Kind>();
}
