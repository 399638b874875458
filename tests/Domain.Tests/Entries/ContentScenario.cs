using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Tests.Entries;

/// <summary>A kind with one field of each type, a catalog and a tree around it, on 2022-07-18.</summary>
internal sealed class ContentScenario
{
    private static readonly DateOnly Today = new(2022, 7, 18);

    private static readonly Kind Kind = new("everything", "样样有", 1,
    [
        new("enterprise", "企业", FieldType.Party, Sorts: ["enterprise", "chamber"]),
        new("villages", "村", FieldType.Parties, Sorts: ["village"]),
        new("people", "人数", FieldType.Whole, Min: 1, Max: 5000),
        new("rate", "比率", FieldType.Decimal, Min: -10, Decimals: 3),
        new("investment", "投资额", FieldType.Money),
        new("area", "面积", FieldType.Quantity, Unit: "亩"),
        new("signedOn", "签约日", FieldType.Day),
        new("period", "期间", FieldType.DaySpan),
        new("topic", "主题", FieldType.Text, MaxLength: 5),
        new("level", "级别", FieldType.Choice, Options: ["省级", "市级"]),
        new("hometown", "湘商", FieldType.YesNo),
    ]);

    private static readonly Definitions Definitions = new object[]
    {
        new ProgramOpened("wanqi", "万企兴万村"), new ProgramOpened("ended", "已结束"), new ProgramEnded("ended", new(2022, 6, 30)),
    }.Aggregate(Definitions.Empty, Definitions.Evolve);

    private static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened("city", "市委统战部", "city", [], null), new DepartmentOpened("suxian", "示例区", "county", [], "city"),
        new DepartmentOpened("closed", "撤销单位", "county", [], "city"), new DepartmentClosed("closed", new(2022, 6, 30)),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    private readonly CheckedContent? content;
    private readonly ImmutableArray<Fault> faults;

    private ContentScenario(string department, Kind kind, ContentDraft draft) =>
        content = new ContentCheck(Definitions, Tree, Today).Check(department, kind, draft, out faults);

    /// <summary>One field given, as JSON; the rest is as it should be.</summary>
    public static ContentScenario Field(string code, string json) => Entry(fields: $$"""{"{{code}}": {{json}}}""");

    public static ContentScenario Required(string code, string fields) => new(
        "suxian", Kind with { Fields = [.. Kind.Fields.Select(field => field.Code == code ? field with { Required = true } : field)] },
        new("wanqi", "2022-07-01", [], Fields(fields)));

    public static ContentScenario Entry(
        string department = "suxian", string? program = "wanqi", string? occurredOn = "2022-07-01", string[]? coHosts = null, string fields = "{}") =>
        new(department, Kind, new(program, occurredOn, [.. coHosts ?? []], Fields(fields)));

    public CheckedContent Passes()
    {
        faults.ShouldBeEmpty();
        return content.ShouldNotBeNull();
    }

    public void Holds(string code, FieldValue value) => Passes().Plain[code].ShouldBe(value);

    public void Names(params NamedParty[] parties) => Passes().Parties.ShouldBe(parties);

    public void Fails(params (string Code, string Path)[] expected)
    {
        content.ShouldBeNull();
        faults.Select(fault => (fault.Code, fault.Path)).ShouldBe(expected);
    }

    public static FieldValue Number(string number) => new FieldValue.Number(decimal.Parse(number, CultureInfo.InvariantCulture));

    private static ImmutableDictionary<string, JsonElement> Fields(string json) =>
        JsonDocument.Parse(json).RootElement.EnumerateObject().ToImmutableDictionary(field => field.Name, field => field.Value);
}
