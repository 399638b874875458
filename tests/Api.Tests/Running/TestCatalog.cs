using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Tests.Running;

/// <summary>A city with two counties and an office; lectures, and enterprises that join and leave.</summary>
public static class TestCatalog
{
    public const string City = "431000";
    public const string County = "431002";
    public const string OtherCounty = "431003";

    public static async Task LoadAsync(CommandPath path)
    {
        var outcome = await path.RunAsync(
            Issued.Of(Guid.NewGuid(), "test catalog", Actor.Local).On(Streams.Catalog, Act.ChangeCatalog) with { ChangesDefinitions = true },
            (scope, _) =>
            {
                scope.Start<DepartmentTree>(Streams.Departments, Departments);
                scope.Start<Definitions>(Streams.Catalog, Catalog);
                return Task.FromResult<Outcome?>(null);
            });
        outcome.ShouldBeOfType<Outcome.Done>();
    }

    private static readonly object[] Departments =
    [
        new DepartmentOpened(City, "示例市", "city", [], null),
        new DepartmentOpened(County, "甲县", "county", [], City),
        new DepartmentOpened(OtherCounty, "乙县", "county", [], City),
        new DepartmentOpened("431000-office", "市直示例单位", "office", ["市直"], City),
        new DepartmentOpened("431000-closed", "已停用单位", "office", [], City),
        new DepartmentClosed("431000-closed", new(2021, 12, 31)),
    ];

    private static readonly object[] Catalog =
    [
        new ProgramOpened("wanqi", "万企兴万村"),
        new ProgramOpened("lectures", "同心大讲堂"),
        new ProgramOpened("ended", "已结束的专项"),
        new ProgramEnded("ended", new(2021, 6, 30)),
        new KindDefined("lecture-held", "举办讲座",
        [
            new("title", "题目", FieldType.Text, Required: true, MaxLength: 100),
            new("audience", "受众", FieldType.Quantity, Unit: "人次", Decimals: 0),
            new("form", "形式", FieldType.Choice, Options: ["线上", "线下"]),
        ]),
        new KindDefined("enterprise-joined", "企业参与",
        [
            new("enterprise", "企业", FieldType.Party, Required: true, Sorts: ["enterprise"]),
            new("villages", "帮扶村", FieldType.Parties, Sorts: ["village"]),
            new("funds", "投入资金", FieldType.Money, Max: 10_000_000_000m),
            new("local", "本地企业", FieldType.YesNo),
            new("period", "期限", FieldType.DaySpan),
            new("agreed", "签约日", FieldType.Day),
            new("staff", "员工数", FieldType.Whole, Min: 1, Max: 1_000_000),
            new("share", "占比", FieldType.Decimal, Max: 100, Decimals: 2),
        ]),
        new KindDefined("enterprise-left", "企业退出", [new("enterprise", "企业", FieldType.Party, Required: true, Sorts: ["enterprise"])]),
        Metric("lectures.sessions", "期数", "期", "count", ["lecture-held"]),
        Metric("lectures.audience", "受众", "人次", "sum audience", ["lecture-held"]),
        Metric("wanqi.enterprises", "参与企业", "家", "in-force enterprise", ["enterprise-joined"], ["enterprise-left"]),
        Metric("wanqi.named", "涉及企业", "家", "distinct enterprise", ["enterprise-joined"]),
        Metric("wanqi.funds", "投入资金", "亿元", "sum funds", ["enterprise-joined"]) with { Scale = 100_000_000, Decimals = 2 },
    ];

    private static MetricDefined Metric(string code, string name, string unit, string measure, string[] of, string[]? endedBy = null) =>
        new(code, name, unit, 1, 0, measure, [.. of], [.. endedBy ?? []], Filter.None, null, null);
}
