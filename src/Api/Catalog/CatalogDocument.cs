using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace WorkTracker.Api.Catalog;

internal sealed record DepartmentItem(CatalogNode Node, string Code, string Name, string Level, ImmutableArray<string> Tags, string? Parent, DateOnly? ClosedOn);

internal sealed record ProgramItem(CatalogNode Node, string Code, string Name, DateOnly? EndedOn);

internal sealed record KindItem(CatalogNode Node, KindDefined Definition);

internal sealed record MetricItem(CatalogNode Node, MetricDefined Definition);

/// <summary>Its parties are as named; their field is empty.</summary>
internal sealed record OpeningItem(CatalogNode Node, string Metric, string Department, DateOnly On, decimal Value, ImmutableArray<NamedParty> Parties);

/// <summary>
/// The catalog as one YAML document (JSON is YAML): departments, programs, kinds, metrics, opening balances. A section that is absent says nothing.
/// Its format: docs/reference/catalog-document.md.
/// </summary>
internal sealed class CatalogDocument
{
    public const int MaxLength = 2_000_000;
    private const int Deepest = 20;

    private static readonly Dictionary<string, FieldType> Types = Enum.GetValues<FieldType>()
        .ToDictionary(type => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString()), StringComparer.Ordinal);

    private readonly List<CatalogFault> faults = [];

    private CatalogDocument()
    {
    }

    public List<DepartmentItem> Departments { get; } = [];

    public List<ProgramItem> Programs { get; } = [];

    public List<KindItem> Kinds { get; } = [];

    public List<MetricItem> Metrics { get; } = [];

    public List<OpeningItem> Openings { get; } = [];

    /// <summary>Everything wrong so far, in the order of the text. A plan adds what it finds.</summary>
    public IReadOnlyList<CatalogFault> Faults => [.. faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    public static CatalogDocument Read(string text)
    {
        var document = new CatalogDocument();
        if (text.Length > MaxLength)
        {
            document.faults.Add(new(1, 1, "", "document-too-large", MaxLength.ToString(CultureInfo.InvariantCulture)));
        }
        else if (document.Parse(text) is { } root)
        {
            document.ReadRoot(new(root, "", document.faults));
        }

        return document;
    }

    private YamlNode? Parse(string text)
    {
        try
        {
            if (!IsPlain(text))
            {
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [var only])
            {
                return only.RootNode;
            }

            faults.Add(new(1, 1, "", stream.Documents.Count == 0 ? "document-empty" : "document-several"));
        }
        catch (YamlException e)
        {
            var repeated = e.Message.Contains("uplicate key", StringComparison.Ordinal);
            faults.Add(new((int)e.Start.Line, (int)e.Start.Column, "", repeated ? "key-repeated" : "yaml-malformed"));
        }

        return null;
    }

    /// <summary>Aliases can grow without limit and tags can mean anything: neither is wanted here.</summary>
    private bool IsPlain(string text)
    {
        var before = faults.Count;
        var depth = 0;
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            var code = parser.Current switch
            {
                AnchorAlias => "alias-refused",
                NodeEvent { Anchor.IsEmpty: false } => "alias-refused",
                NodeEvent { Tag.IsEmpty: false } => "tag-refused",
                _ when depth > Deepest => "nested-too-deep",
                _ => null,
            };
            if (code is not null)
            {
                faults.Add(new((int)parser.Current.Start.Line, (int)parser.Current.Start.Column, "", code));
                if (depth > Deepest)
                {
                    break;
                }
            }
        }

        return faults.Count == before;
    }

    private void ReadRoot(CatalogNode root)
    {
        Departments.AddRange(root.Items("departments").Select(Department));
        Programs.AddRange(root.Items("programs").Select(Program));
        Kinds.AddRange(root.Items("kinds").Select(Kind));
        Metrics.AddRange(root.Items("metrics").Select(Metric));
        Openings.AddRange(root.Items("opening-balances").Select(Opening));
        root.RefuseUnknown();
        Once(Departments, item => item.Code, item => item.Node);
        Once(Programs, item => item.Code, item => item.Node);
        Once(Kinds, item => item.Definition.Code, item => item.Node);
        Once(Metrics, item => item.Definition.Code, item => item.Node);
        foreach (var twice in Openings.GroupBy(item => (item.Metric, item.Department, item.On)).SelectMany(same => same.Skip(1)))
        {
            twice.Node.Fault("metric", "opening-repeated", twice.Metric, twice.Department);
        }
    }

    private static void Once<T>(IEnumerable<T> items, Func<T, string> code, Func<T, CatalogNode> node)
    {
        foreach (var twice in items.Where(item => code(item).Length > 0).GroupBy(code, StringComparer.Ordinal).SelectMany(same => same.Skip(1)))
        {
            node(twice).Fault("code", "code-repeated", code(twice));
        }
    }

    private static DepartmentItem Department(CatalogNode node)
    {
        var item = new DepartmentItem(
            node, node.Code(), node.Wanted("name"), node.Wanted("level", 40), [.. node.Texts("tags").Distinct(StringComparer.Ordinal)], node.Text("parent") is { Length: > 0 } parent ? parent : null, node.Day("closed"));
        node.RefuseUnknown();
        return item;
    }

    private static ProgramItem Program(CatalogNode node)
    {
        var item = new ProgramItem(node, node.Code(), node.Wanted("name"), node.Day("ended"));
        node.RefuseUnknown();
        return item;
    }

    private static KindItem Kind(CatalogNode node)
    {
        var fields = node.Items("fields").Select(field => (Node: field, Definition: Field(field))).ToList();
        Once(fields, field => field.Definition.Code, field => field.Node);
        foreach (var (field, definition) in fields)
        {
            foreach (var fault in FieldCheck.Check(definition))
            {
                field.Fault(fault);
            }
        }

        var item = new KindItem(node, new(node.Code(), node.Wanted("name"), [.. fields.Select(field => field.Definition)]));
        node.RefuseUnknown();
        return item;
    }

    private static FieldDefinition Field(CatalogNode node)
    {
        var type = node.Wanted("type");
        if (type.Length > 0 && !Types.ContainsKey(type))
        {
            node.Fault("type", "type-unknown", type, string.Join('、', Types.Keys));
        }

        var field = new FieldDefinition(
            node.Code(), node.Wanted("name"), Types.GetValueOrDefault(type, FieldType.Text), node.Flag("required"), [.. node.Texts("sorts")], node.Number("min"), node.Number("max"),
            node.Whole("decimals"), node.Whole("max-length"), node.Text("unit"), [.. node.Texts("options")]);
        node.RefuseUnknown();
        return field;
    }

    private static MetricItem Metric(CatalogNode node)
    {
        var formula = node.Text("formula");
        var unit = node.Wanted("unit", 20);
        var item = new MetricItem(node, new(
            node.Code(), node.Wanted("name"), unit, node.Number("scale") ?? (formula is not null && unit == "%" ? 0.01m : 1), node.Whole("decimals") ?? 0,
            node.Text("measure"), [.. node.Texts("of")], [.. node.Texts("ended-by")], Where(node.Inner("where")), formula, node.Text("part-of")));
        node.RefuseUnknown();
        return item;
    }

    private static Filter Where(CatalogNode? node)
    {
        if (node is null)
        {
            return Filter.None;
        }

        var department = node.Inner("department");
        var filter = new Filter(
            [.. node.Texts("program")], [.. department?.Texts("level") ?? []], [.. department?.Texts("tag") ?? []],
            [.. node.Names.Where(name => name is not ("program" or "department")).Order(StringComparer.Ordinal)
                .Select(name => new FieldCondition(name, [.. node.Texts(name).Select(text => Value(text, node.IsQuoted(name)))]))]);
        department?.RefuseUnknown();
        return filter;
    }

    /// <summary>What stands in quotes is text; else it is read as the field's type would be.</summary>
    private static FieldValue Value(string text, bool quoted) => text switch
    {
        _ when quoted => new FieldValue.Text(text),
        "true" or "是" => new FieldValue.Flag(true),
        "false" or "否" => FieldValue.No,
        _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new FieldValue.Number(number),
        _ => new FieldValue.Text(text),
    };

    private static OpeningItem Opening(CatalogNode node)
    {
        var parties = node.Items("parties").Select(party =>
        {
            var named = new NamedParty("", party.Wanted("sort"), Domain.Parties.PartyName.Tidy(party.Wanted("name", Domain.Parties.PartyName.MaxLength)), party.Text("credit-code"));
            if (named.CreditCode is { Length: > 0 } code && !Domain.Parties.UnifiedSocialCreditCode.TryParse(code, out _, out var fault))
            {
                party.Fault("credit-code", fault.Code, code);
            }

            if (named.Sort.Length > 0 && !Domain.Parties.PartySort.All.Contains(named.Sort))
            {
                party.Fault("sort", "sort-unknown", named.Sort, string.Join('、', Domain.Parties.PartySort.All));
            }

            party.RefuseUnknown();
            return named;
        }).ToList();
        if (!node.Has("on"))
        {
            node.Fault("on", "value-missing", "on");
        }

        var item = new OpeningItem(node, node.Wanted("metric"), node.Wanted("department"), node.Day("on") ?? default, node.Number("value") ?? 0, [.. parties.Distinct()]);
        node.RefuseUnknown();
        return item;
    }
}
