using System.Collections.Immutable;
using CsCheck;
using WorkTracker.Api.Parties;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Any catalog that could be stored, with names that YAML would rather take for something else.</summary>
internal static class RandomCatalog
{
    private static readonly string[] Awkward =
    [
        "null", "~", "true", "是", "否", "yes", "Off", "12", "1e3", "0x1F", "0o17", "1_000", ".inf", "2022-01-01", "12:30:00", "- a", "a: b", "a #b", "# a", "“引号”", "'", "\"", "''", "\"a\"",
        "{a}", "[x", "]", "@at", "*a", "&a", "!t", "%", "|", ">", "a\\b", "\\n", "甲、乙", "x,y", ": ", "?", "? a", "=", "<<", "---", "...", "`", "📈", "中  间", ":", "a:", "-", "，", "　全角", "%YAML 1.2",
    ];

    private static readonly Gen<string> Name = Gen.OneOf(Gen.OneOf(Awkward), Gen.String[Gen.Char[' ', '~'], 1, 12], Gen.String[Gen.Char['一', '龥'], 1, 8]).Select(text => text.Trim()).Where(text => text.Length > 0);

    /// <summary>Trailing zeros are remembered by a decimal and mean nothing.</summary>
    private static readonly Gen<decimal> Number = Gen.Select(Gen.Int[0, 100_000_000], Gen.OneOf(1m, 1.0m, 0.01m, 0.000001m)).Select((number, unit) => number * unit);

    private static readonly Gen<ImmutableArray<string>> Names = Name.List[1, 4].Select(names => names.Distinct().ToImmutableArray());

    private static readonly Gen<FieldDefinition> Field = Gen.Select(Gen.Enum<FieldType>(), Name, Names, Number, Gen.Bool, Gen.Int[0, 6]).Select((type, name, options, number, given, decimals) =>
    {
        var field = new FieldDefinition("", name, type, Required: given);
        return field with
        {
            Sorts = field.NamesParties ? ["enterprise", "chamber"] : [],
            Min = field.IsNumber && given ? 0 : null,
            Max = field.IsNumber ? number + 1 : null,
            Decimals = given && type is FieldType.Decimal or FieldType.Quantity ? decimals : null,
            MaxLength = type == FieldType.Text && given ? 10 + decimals : null,
            Unit = type == FieldType.Quantity ? name : null,
            Options = type == FieldType.Choice ? options : [],
        };
    });

    /// <summary>The first two fields of every kind are a party and an amount.</summary>
    private static readonly Gen<KindDefined[]> Kinds = Gen.Select(Name, Field.List[0, 6]).Select((name, fields) => new KindDefined("", name,
    [
        new("enterprise", "企业", FieldType.Party, Sorts: ["enterprise"]), new("funds", "资金", FieldType.Money),
        .. fields.Select((field, at) => field with { Code = $"f{at}" }),
    ])).Array[2].Select(kinds => kinds.Select((kind, at) => kind with { Code = $"kind.{at}" }).ToArray());

    private static readonly Gen<DepartmentOpened[]> Departments = Gen.Select(Name, Name, Names, Gen.Int[0, 100]).Array[1, 6].Select(all => all.Select((part, at) =>
        new DepartmentOpened($"{431000 + at}", part.Item1, part.Item2, part.Item3, at == 0 ? null : $"{431000 + (part.Item4 % at)}")).ToArray());

    public static readonly Gen<CatalogScenario> Any = Gen.Select(Departments, Kinds, Name.Array[8], Gen.Bool.Array[8], Gen.OneOf(1m, 100_000_000.0m, 0.01m), Number).Select(Stored);

    /// <summary>What every party of an opening balance is called.</summary>
    public static NamedPartyAnswer PartyOf(Guid id) => Awkward.Select(name => new NamedPartyAnswer(PartyName.IdOf("enterprise", name), name, "enterprise", null, null)).First(party => party.Id == id);

    private static CatalogScenario Stored(DepartmentOpened[] departments, KindDefined[] kinds, string[] names, bool[] coins, decimal scale, decimal number)
    {
        var root = departments[0];
        var metrics = Metrics(kinds[0], root, names, scale);
        object[] catalog =
        [
            new ProgramOpened("wanqi", names[0]), .. coins[0] ? [new ProgramEnded("wanqi", new(2022, 12, 31))] : Array.Empty<object>(), .. kinds, .. metrics,
            new OpeningBalanceSet("count", root.Code, new(2020, 12, 31), decimal.Truncate(number), []),
            new OpeningBalanceSet("standing", root.Code, new(2020, 12, 31), 0, [.. Awkward.Where((_, at) => coins[at % 8]).Select(name => PartyName.IdOf("enterprise", name)).Distinct().Order()]),
        ];
        object[] closing = coins[1] ? [new DepartmentClosed(departments[^1].Code, new(2021, 12, 31)), new DepartmentRenamed(root.Code, names[7])] : [];
        return new(catalog.Aggregate(Definitions.Empty, Definitions.Evolve), departments.Concat(closing).Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve));
    }

    private static MetricDefined[] Metrics(KindDefined kind, DepartmentOpened root, string[] names, decimal scale)
    {
        var conditions = kind.Fields.Select(field => field.Type switch
        {
            FieldType.YesNo => new FieldCondition(field.Code, [FieldValue.No]),
            FieldType.Choice => new(field.Code, [.. field.Options.Select(option => new FieldValue.Text(option))]),
            FieldType.Text => new(field.Code, [new FieldValue.Text(names[1])]),
            FieldType.Whole or FieldType.Decimal or FieldType.Quantity => new(field.Code, [new FieldValue.Number(field.Max!.Value)]),
            FieldType.Day => new(field.Code, [new FieldValue.Text("2022-03-01")]),
            _ => null,
        }).OfType<FieldCondition>().ToImmutableArray();
        var count = new MetricDefined("count", names[2], names[3], 1, 0, "count", [kind.Code, "kind.1"], [], Filter.None, null, null);
        return
        [
            count,
            count with { Code = "filtered", Of = [kind.Code], Where = new(["wanqi"], [root.Level], root.Tags[..1], conditions), PartOf = "count" },
            count with { Code = "sum", Scale = scale, Decimals = 2, Measure = "sum funds once per enterprise" },
            count with { Code = "standing", Measure = "in-force enterprise", Of = [kind.Code], EndedBy = ["kind.1"] },
            count with { Code = "share", Unit = "%", Scale = 0.01m, Measure = null, Of = [], Formula = "filtered ÷ until(count) + 0.50 × (sum - previous-year(standing))" },
        ];
    }
}
