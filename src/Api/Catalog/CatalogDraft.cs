using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Catalog;

/// <summary>A plan in the making: what is stored with the document's events so far.</summary>
internal sealed class CatalogDraft(CatalogDocument document, Definitions definitions, DepartmentTree tree)
{
    /// <summary>What was stated, but not well enough to stand: nothing that leans on it is blamed for that.</summary>
    private readonly HashSet<(string Section, string Code)> doubtful =
    [
        .. Unsound("departments", document.Departments, stated => stated.Code),
        .. Unsound("programs", document.Programs, stated => stated.Code),
        .. Unsound("kinds", document.Kinds, stated => stated.Code),
        .. Unsound("metrics", document.Metrics, stated => stated.Code),
    ];

    public CatalogDocument Document => document;

    /// <summary>As stored.</summary>
    public Definitions Stored { get; } = definitions;

    /// <summary>As it will be.</summary>
    public Definitions Definitions { get; private set; } = definitions;

    /// <summary>As it will be.</summary>
    public DepartmentTree Tree { get; private set; } = tree;

    public List<object> DepartmentEvents { get; } = [];

    public List<object> CatalogEvents { get; } = [];

    public List<CatalogChange> Changes { get; } = [];

    public List<CatalogFault> Faults { get; } = [];

    public bool IsDoubtful(string section, string code) => doubtful.Contains((section, code));

    public void Doubt(string section, string code) => doubtful.Add((section, code));

    public void Departments(IEnumerable<object> events)
    {
        foreach (var @event in events)
        {
            DepartmentEvents.Add(@event);
            Tree = DepartmentTree.Evolve(Tree, @event);
        }
    }

    public void Catalog(params IEnumerable<object> events)
    {
        foreach (var @event in events)
        {
            CatalogEvents.Add(@event);
            Definitions = Definitions.Evolve(Definitions, @event);
        }
    }

    public void Blame(CatalogNode node, Fault fault)
    {
        var named = fault.Particulars.FirstOrDefault() ?? "";
        var (section, known) = Named(fault.Code);
        if (section is null || !(section.Length > 0 ? IsDoubtful(section, named) : doubtful.Any(pair => pair.Section == "departments")))
        {
            Faults.Add(node.Fault(fault.Path, fault.Code, fault.Particulars) with { Suggestion = Nearest.To(named, known) });
        }
    }

    /// <summary>In which section a fault looked for a code in vain, and what it could have found. Levels and tags may come from any department.</summary>
    private (string? Section, IEnumerable<string> Known) Named(string fault) => fault switch
    {
        "department-unknown" => ("departments", Tree.ByCode.Keys.Concat(document.Departments.Select(item => item.Value.Code))),
        "program-unknown" => ("programs", Definitions.Programs.Keys),
        "kind-unknown" => ("kinds", Definitions.Kinds.Keys),
        "metric-unknown" => ("metrics", Definitions.Metrics.Keys),
        "level-unknown" => ("", Tree.ByCode.Values.Select(department => department.Level).Distinct()),
        "tag-unknown" => ("", Tree.ByCode.Values.SelectMany(department => department.Tags).Distinct()),
        "level-or-tag-unknown" => ("", Tree.ByCode.Values.SelectMany(department => department.Tags.Append(department.Level)).Distinct()),
        _ => (null, []),
    };

    private static IEnumerable<(string, string)> Unsound<T>(string section, IEnumerable<Stated<T>> items, Func<T, string> code) =>
        items.Where(item => !item.Sound).Select(item => (section, code(item.Value)));
}
