using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Catalog;

/// <summary>
/// The catalog as one YAML document (JSON is YAML): departments, programs, kinds, metrics, opening balances, templates. A section that is absent says nothing.
/// Its format: docs/reference/catalog-document.md.
/// </summary>
internal sealed record CatalogDocument(
    ImmutableArray<Stated<StateDepartment>> Departments,
    ImmutableArray<Stated<StateProgram>> Programs,
    ImmutableArray<Stated<KindDefined>> Kinds,
    ImmutableArray<Stated<MetricDefined>> Metrics,
    ImmutableArray<Stated<StateOpening>> Openings,
    ImmutableArray<Stated<TemplateDefined>> Templates)
{
    /// <summary>Bytes in UTF-8.</summary>
    public const int MaxLength = CatalogYaml.MaxLength;

    /// <summary>Everything that is wrong with the text itself, in its order. What stands against it in the store, a plan finds.</summary>
    public ImmutableArray<CatalogFault> Faults { get; private init; } = [];

    public static CatalogDocument Read(string text)
    {
        var faults = new List<CatalogFault>();
        var document = CatalogYaml.Read(text, faults) is { } value ? Read(new CatalogNode(value, "", faults), faults) : new([], [], [], [], [], []);
        return document with { Faults = InOrder(faults) };
    }

    public static ImmutableArray<CatalogFault> InOrder(IEnumerable<CatalogFault> faults) =>
        [.. faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column).ThenBy(fault => fault.Path, StringComparer.Ordinal).ThenBy(fault => fault.Code, StringComparer.Ordinal)];

    private static CatalogDocument Read(CatalogNode root, List<CatalogFault> faults)
    {
        var document = new CatalogDocument(
            Section(root, "departments", CatalogItems.Department, faults),
            Section(root, "programs", CatalogItems.Program, faults),
            Section(root, "kinds", CatalogKinds.Kind, faults),
            Section(root, "metrics", CatalogItems.Metric, faults),
            Section(root, "opening-balances", CatalogOpenings.Opening, faults),
            Section(root, "templates", CatalogItems.Template, faults));
        root.RefuseUnknown();
        Once(document.Departments, stated => stated.Code);
        Once(document.Programs, stated => stated.Code);
        Once(document.Kinds, stated => stated.Code);
        Once(document.Metrics, stated => stated.Code);
        Once(document.Templates, stated => stated.Code);
        Once(document.Openings.Where(item => item.Sound), stated => (stated.Metric, stated.Department, stated.On), "metric", "opening-repeated", stated =>
            [stated.Metric, stated.Department, stated.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]);
        return document;
    }

    private static ImmutableArray<Stated<T>> Section<T>(CatalogNode root, string name, Func<CatalogNode, T> read, List<CatalogFault> faults) =>
    [
        .. root.Items(name).Select(node =>
        {
            var before = faults.Count;
            var value = read(node);
            node.RefuseUnknown();
            return new Stated<T>(node, value, faults.Count == before);
        }),
    ];

    private static void Once<T>(IEnumerable<Stated<T>> all, Func<T, string> code) =>
        Once(all.Where(stated => code(stated.Value).Length > 0), code, "code", "code-repeated", stated => [code(stated)]);

    private static void Once<T, TKey>(IEnumerable<Stated<T>> all, Func<T, TKey> key, string part, string code, Func<T, string[]> particulars)
    {
        foreach (var twice in all.GroupBy(stated => key(stated.Value)).SelectMany(same => same.Skip(1)))
        {
            twice.Node.Add(part, code, particulars(twice.Value));
        }
    }
}
