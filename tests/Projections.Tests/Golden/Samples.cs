using System.Collections.Immutable;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Imports;
using WorkTracker.Domain.Parties;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Projections.Tests.Golden;

/// <summary>One event of each type, with every field given and every shape of value in it.</summary>
internal static class Samples
{
    private static readonly Guid Enterprise = new("11111111-1111-8111-8111-111111111111");
    private static readonly Guid Chamber = new("22222222-2222-8222-8222-222222222222");
    private static readonly DateOnly Day = new(2022, 7, 18);

    private static readonly EntryContent Content = new("wanqi", Day, new(2022, 8, 1), ["gongshanglian"], ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, FieldValue>
        {
            ["enterprise"] = new FieldValue.Parties([Enterprise, Chamber]),
            ["hometown"] = new FieldValue.Flag(true),
            ["investment"] = new FieldValue.Number(123456789.01m),
            ["period"] = new FieldValue.Span(Day, new(2022, 12, 31)),
            ["topic"] = new FieldValue.Text("“万企兴万村”签约"),
        }));

    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly Figure Figure = new(new("private.gdp@1,private.tax@2", "shiwei", "until:2022-07-18", Basis.Approved, "leading-digits"), "占比", [78.3m, null], "77");

    private static readonly Figure ShareOfParty = new(
        new("projects.investment@1", "shiwei", "2022", Basis.Reported, "over-whole|exact", Enterprise), "总投资：示例项目", [1177000000m], "11.77亿元");

    public static readonly ImmutableArray<object> Events =
    [
        new EntryReported("suxian", "project-signed", 2, Content, Chamber),
        new EntryCorrected(3, Content, "金额有误"),
        new EntryEndorsed(),
        new EntryApproved(),
        new EntryReturned("请补充企业名称"),
        new EntryWithdrawn("重复报送"),
        new WithdrawalAccepted(),
        new DepartmentOpened("suxian", "示例区委统战部", "county", ["县市区"], "shiwei"),
        new DepartmentRenamed("suxian", "示例区统战部"),
        new DepartmentReclassified("suxian", "office", ["市直", "统战系统"]),
        new DepartmentClosed("suxian", Day),
        new ProgramOpened("wanqi", "万企兴万村"),
        new ProgramEnded("wanqi", Day),
        new KindDefined("project-signed", "签约项目",
        [
            new("enterprise", "企业", FieldType.Parties, Required: true, Sorts: ["enterprise", "chamber"]),
            new("investment", "投资额", FieldType.Money, Min: 0.01m, Max: 1000000000000m, Decimals: 2, Unit: "元"),
            new("topic", "主题", FieldType.Text, MaxLength: 200),
            new("level", "级别", FieldType.Choice, Options: ["省级", "市级"]),
        ]),
        new MetricDefined("projects.investment", "项目总投资", "亿元", 100000000m, 2, "sum investment once per project", ["project-signed"], ["project-ended"],
            new(["wanqi"], ["county"], ["县市区"], [new("hometown", [new FieldValue.Flag(true)]), new("level", [new FieldValue.Text("省级")])]),
            "until(projects) / 2", "projects.all"),
        new OpeningBalanceSet("projects.investment", "suxian", Day, 12.5m, [Enterprise]),
        new ImportAccepted(Chamber, "project-signed", "签约项目.csv", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 10000),
        new PartyRegistered(Enterprise, "enterprise", "示例科技有限公司", "91350100M000100Y43"),
        new PartyRenamed(Enterprise, "示例科技集团有限公司"),
        new PartiesMerged(Enterprise, Chamber),
        new PartiesSplit(Enterprise),
        new AccountOpened(Chamber, "wang.fang"),
        new AccountDisabled(Chamber),
        new AccountEnabled(Chamber),
        new RoleGranted(Chamber, Role.Reporter, "suxian"),
        new AdministratorProposed(Chamber, "*", "li.na"),
        new AdministratorChangeProposed(Chamber, AdministratorChange.NewPassword, "", "li.na"),
        new AdministratorChangeWithdrawn(Chamber, AdministratorChange.Grant, "*", "li.na", "wang.fang"),
        new RoleRevoked(Chamber, Role.Reporter, "suxian"),
        new PasswordReset(Chamber),
        new TemplateDefined("progress", "工作情况报告", "# 报告\n\n举办{{ \"lectures.sessions\" | figure: report }}。\n"),
        new ReportDrafted("progress", 2, "2022年报告", "shiwei", "2022-01-01..2022-07-18", Basis.Approved, 9262, Hash, [Figure, ShareOfParty],
            [new("entries", "milestones@1", "shiwei", "2022-01-01..2022-07-18", Basis.Approved, "service/500", [new("11111111-1111-8111-8111-111111111111", "政策汇编印发")])]),
        new ReportFrozen(Hash, 9300, [Figure]),
        new ReportSuperseded(Chamber),
    ];
}
