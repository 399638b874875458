using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>What somebody may see of definitions, departments and totals: the same decision as <see cref="Rights"/>, over lists.</summary>
public sealed record Sight(Rights Rights, Definitions Definitions, DepartmentTree Tree)
{
    /// <summary>Of the program's own actors, who may see all.</summary>
    public static readonly Sight OfTheProgram = new(Rights.OfTheProgram, Definitions.Empty, DepartmentTree.Empty);

    /// <summary>The same eyes on what was defined at an earlier position. Who may read a kind is told by its newest version: what has become internal is so for all that was ever reported.</summary>
    public Sight At(Definitions definitions, DepartmentTree tree) => this with { Definitions = definitions with { Kinds = Definitions.Kinds }, Tree = tree };

    /// <summary>Everything that a total is made of may be read there. A metric that counts an internal kind is as internal as the kind.</summary>
    public bool Sees(Metric metric, string department) => SeesAll(KindsOf(metric, []), department);

    /// <summary>Whatever version of its terms a formula was computed with.</summary>
    public bool SeesAtAnyTime(Metric metric, string department) => SeesAll(KindsOf(metric, [], everyVersion: true), department);

    /// <summary>A metric as somebody sees it: of which whole it is a part only where they see the whole.</summary>
    public Metric Shown(Metric metric, string department) => metric.Definition.PartOf is { } whole && !(Definitions.FindMetric(whole) is { } found && Sees(found, department))
        ? metric with { Definition = metric.Definition with { PartOf = null } }
        : metric;

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

    /// <summary>Whether any internal kind that names parties of a sort may be read: its readers see parties that internal kinds alone have named.</summary>
    public bool SeesInternal(string sort) => InternalKinds.Any(kind => kind.Fields.Any(field => field.Sorts.Contains(sort)) && Sees(kind));

    public IEnumerable<Kind> InternalKinds => Definitions.Kinds.Values.Select(versions => versions[^1]).Where(kind => kind.IsInternal);

    /// <summary>A template that names what may not be seen anywhere is not there either.</summary>
    public bool Sees(Template template)
    {
        var hidden = Definitions.Metrics.Values.Where(versions => !KindsOf(versions[^1], []).All(Sees)).Select(versions => versions[^1].Code).ToHashSet(StringComparer.Ordinal);
        return hidden.Count == 0 || !Codes.In(template.Text).Any(hidden.Contains);
    }

    /// <summary>What somebody may see of the catalog: internal kinds, what counts or names them, and other departments' opening balances left out.</summary>
    public Definitions Readable()
    {
        var kinds = Definitions.Kinds.RemoveRange(Definitions.Kinds.Values.Where(versions => !Sees(versions[^1])).Select(versions => versions[^1].Code).ToList());
        var metrics = Definitions.Metrics.RemoveRange(
            Definitions.Metrics.Values.Where(versions => !KindsOf(versions[^1], []).All(Sees)).Select(versions => versions[^1].Code).ToList());
        return Definitions with
        {
            Kinds = kinds,
            Metrics = metrics.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ConvertAll(metric => Whole(metric, metrics)), StringComparer.Ordinal),
            OpeningBalances = Definitions.OpeningBalances.RemoveAll(balance =>
                !metrics.TryGetValue(balance.Metric, out var versions) || !Sees(versions[^1], balance.Department)),
            Templates = Definitions.Templates.RemoveRange(Definitions.Templates.Values.Where(versions => !Sees(versions[^1])).Select(versions => versions[^1].Code).ToList()),
        };
    }

    private static Metric Whole(Metric metric, ImmutableDictionary<string, ImmutableList<Metric>> known) =>
        metric.Definition.PartOf is { } whole && !known.ContainsKey(whole) ? metric with { Definition = metric.Definition with { PartOf = null } } : metric;

    private bool SeesAll(IEnumerable<Kind> kinds, string department) =>
        Rights.Allows(Act.ReadTotals, department, Tree) && kinds.All(kind => Rights.Allows(Act.ReadTotals, department, Tree, kind));

    /// <summary>The newest version of each kind that a metric counts, through all terms of a formula.</summary>
    private IEnumerable<Kind> KindsOf(Metric metric, HashSet<int> seen, bool everyVersion = false) => !seen.Add(metric.Number) ? [] : metric.Measure is Measure.Computed computed
        ? computed.Formula.Terms.SelectMany(term => Terms(term.Metric, everyVersion)).SelectMany(term => KindsOf(term, seen, everyVersion))
        : metric.Definition.Of.Concat(metric.Definition.EndedBy).Select(code => Definitions.FindKind(code)).OfType<Kind>();

    private ImmutableList<Metric> Terms(string code, bool everyVersion) => Definitions.Metrics.GetValueOrDefault(code) is not { } versions ? [] : everyVersion ? versions : [versions[^1]];
}
