using System.Globalization;
using WorkTracker.Api.Parties;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using YamlDotNet.Serialization;

namespace WorkTracker.Api.Catalog;

/// <summary>What is stored as one document, such that loading it changes nothing.</summary>
public static class CatalogWriter
{
    private static readonly Lock Writing = new();

    /// <summary>Costly to build, and not said to be safe for several threads at once.</summary>
    private static readonly ISerializer Serializer = new SerializerBuilder().WithQuotingNecessaryStrings(quoteYaml1_1Strings: true).DisableAliases().Build();

    /// <summary>A tree of mappings, lists, texts and numbers, to be written as YAML or JSON. <paramref name="partyOf"/> tells what a listed party is called.</summary>
    public static OrderedDictionary<string, object> Tree(Definitions definitions, DepartmentTree tree, Func<Guid, NamedPartyAnswer> partyOf) => Map(
        ("departments", tree.ByCode.Values.OrderBy(department => department.Number).Select(Department).ToList()),
        ("programs", definitions.Programs.Values.OrderBy(program => program.Code, StringComparer.Ordinal).Select(Program).ToList()),
        ("kinds", definitions.Kinds.Values.Select(versions => versions[^1]).OrderBy(kind => kind.Code, StringComparer.Ordinal).Select(Kind).ToList()),
        ("metrics", definitions.CurrentMetrics.OrderBy(metric => metric.Code, StringComparer.Ordinal).Select(metric => Metric(metric.Definition)).ToList()),
        ("opening-balances", definitions.OpeningBalances.Select(balance => Opening(balance, partyOf)).ToList()),
        ("templates", definitions.Templates.Values.Select(versions => versions[^1]).OrderBy(template => template.Code, StringComparer.Ordinal).Select(Template).ToList()));

    public static string Yaml(OrderedDictionary<string, object> tree)
    {
        lock (Writing)
        {
            return Serializer.Serialize(tree);
        }
    }

    private static OrderedDictionary<string, object> Department(Department department) => Map(
        ("code", department.Code), ("name", department.Name), ("level", department.Level), ("tags", Some(department.Tags)), ("parent", department.Parent), ("closed", Iso(department.ClosedOn)));

    private static OrderedDictionary<string, object> Program(Domain.Catalog.Program program) => Map(("code", program.Code), ("name", program.Name), ("ended", Iso(program.EndedOn)));

    private static OrderedDictionary<string, object> Kind(Kind kind) => Map(
        ("code", kind.Code), ("name", kind.Name),
        ("approval", kind.Approval == Approval.Above ? null : CatalogKinds.Written(kind.Approval)), ("readers", Some([.. kind.Readers.Select(CatalogKinds.Written)])),
        ("fields", kind.Fields.Select(Field).ToList()));

    private static OrderedDictionary<string, object> Field(FieldDefinition field) => Map(
        ("code", field.Code), ("name", field.Name), ("type", CatalogKinds.Written(field.Type)), ("sorts", Some(field.Sorts)),
        ("required", field.Required ? true : null), ("min", field.Min), ("max", field.Max), ("decimals", field.Decimals), ("max-length", field.MaxLength), ("unit", field.Unit),
        ("options", Some(field.Options)));

    private static OrderedDictionary<string, object> Metric(MetricDefined metric) => Map(
        ("code", metric.Code), ("name", metric.Name), ("unit", metric.Unit), ("scale", metric.Scale == CatalogItems.DefaultScale(metric.Formula, metric.Unit) ? null : metric.Scale), ("decimals", metric.Decimals == 0 ? null : metric.Decimals),
        ("measure", metric.Measure), ("of", Some(metric.Of)), ("ended-by", Some(metric.EndedBy)), ("where", Where(metric.Where)), ("formula", metric.Formula), ("part-of", metric.PartOf));

    private static OrderedDictionary<string, object> Template(Template template) => Map(("code", template.Code), ("name", template.Name), ("text", template.Text));

    private static OrderedDictionary<string, object>? Where(Filter filter) => filter.IsEmpty ? null : Map(
        [
            ("program", Some(filter.Programs)),
            ("department", filter.AsksTheDepartment ? Map(("level", Some(filter.Levels)), ("tag", Some(filter.Tags))) : null),
            .. filter.Fields.Select(condition => (condition.Field, (object?)condition.AnyOf.Select(Value).ToList())),
        ]);

    private static object Value(FieldValue value) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => number.Value,
        FieldValue.Flag flag => flag.Value,
        _ => throw new InvalidOperationException($"No condition on {value}."),
    };

    private static OrderedDictionary<string, object> Opening(OpeningBalance balance, Func<Guid, NamedPartyAnswer> partyOf) => Map(
        ("metric", balance.Metric), ("department", balance.Department), ("on", Iso(balance.On)), ("value", balance.Value == 0 && !balance.Parties.IsEmpty ? null : balance.Value),
        ("parties", balance.Parties.IsEmpty ? null : balance.Parties.Select(partyOf)
            .Select(party => Map(("sort", party.Sort), ("name", party.Name), ("credit-code", party.CreditCode))).ToList()));

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string>? Some(IReadOnlyCollection<string> texts) => texts.Count == 0 ? null : [.. texts];

    private static OrderedDictionary<string, object> Map(params (string Key, object? Value)[] parts)
    {
        var map = new OrderedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in parts)
        {
            if (value is not null)
            {
                map.Add(key, value);
            }
        }

        return map;
    }
}
