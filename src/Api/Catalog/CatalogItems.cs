using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Api.Catalog;

/// <summary>One thing that a document states, and where. What is not <c>Sound</c> has faults of its own, and nothing is derived from it.</summary>
internal sealed record Stated<T>(CatalogNode Node, T Value, bool Sound);

/// <summary>Its parties are as named; their field is empty.</summary>
internal sealed record StateOpening(string Metric, string Department, DateOnly On, decimal Value, ImmutableArray<NamedParty> Parties);

/// <summary>Reads an item of each section.</summary>
internal static class CatalogItems
{
    private const int LongestLevel = 40;
    private const int LongestUnit = 20;

    public static StateDepartment Department(CatalogNode node) => new(
        node.Code(), node.Wanted("name"), node.Wanted("level", LongestLevel), [.. node.Texts("tags", LongestLevel).Distinct(StringComparer.Ordinal)],
        node.Text("parent") is { Length: > 0 } parent ? parent : null, node.Day("closed"));

    public static StateProgram Program(CatalogNode node) => new(node.Code(), node.Wanted("name"), node.Day("ended"));

    public static TemplateDefined Template(CatalogNode node) => new(node.Code(), node.Wanted("name"), node.Block("text", TemplateText.MaxLength));

    /// <summary>Conditions stay texts until the kinds are known.</summary>
    public static MetricDefined Metric(CatalogNode node)
    {
        var (code, name, unit) = (node.Code(), node.Wanted("name"), node.Wanted("unit", LongestUnit));
        var scale = node.Number("scale");
        var decimals = node.Whole("decimals") ?? 0;
        var measure = node.Words("measure");
        var (of, endedBy, where) = (node.Texts("of"), node.Texts("ended-by"), Where(node.Inner("where")));
        var formula = node.Words("formula");
        return new(code, name, unit, scale ?? DefaultScale(formula, unit), decimals, measure, of, endedBy, where, formula, node.Text("part-of"));
    }

    /// <summary>A share is computed as a ratio and printed as a percentage.</summary>
    public static decimal DefaultScale(string? formula, string unit) => formula is not null && unit == "%" ? 0.01m : 1;

    private static Filter Where(CatalogNode? node)
    {
        if (node is null)
        {
            return Filter.None;
        }

        var programs = node.Texts("program");
        var department = node.Inner("department");
        var (levels, tags) = (department?.Texts("level") ?? [], department?.Texts("tag") ?? []);
        department?.RefuseUnknown();
        return new(programs, levels, tags, [.. node.Names.Where(name => name is not ("program" or "department")).Order(StringComparer.Ordinal).Select(name => Condition(node, name)).OfType<FieldCondition>()]);
    }

    private static FieldCondition? Condition(CatalogNode node, string name)
    {
        if (!node.Has(name) || node.Texts(name) is not { IsEmpty: false } texts)
        {
            node.Add(name, "condition-empty", name);
            return null;
        }

        return new(name, [.. texts.Select(text => new FieldValue.Text(text))]);
    }
}
