using WorkTracker.Domain.Catalog;

namespace WorkTracker.Bench.City;

/// <summary>What the city's departments report. Each kind belongs to one program, under the same name.</summary>
internal static class Kinds
{
    public static IEnumerable<object> Defined =>
    [
        .. All.Select(kind => new ProgramOpened(kind.Code, kind.Name)),
        .. All,
    ];

    public static readonly KindDefined[] All =
    [
        new("enterprise-joined", "企业参与", [Party("enterprise", "企业"), Parties("villages", "village", "帮扶村"), Money("funds", "投入资金")]),
        new("enterprise-left", "企业退出", [Party("enterprise", "企业")]),
        new("project-signed", "项目签约", [Party("project", "项目"), Party("enterprise", "企业"), Money("investment", "总投资"), new("hometown", "湘商回归", FieldType.YesNo)]),
        new("project-started", "项目开工", [Party("project", "项目"), Money("invested", "完成投资")]),
        new("lecture-held", "举办讲座", [Title(), Quantity("audience", "受众"), new("form", "形式", FieldType.Choice, Options: ["线上", "线下"])]),
        new("visit-made", "走访企业", [Party("enterprise", "企业"), Quantity("problems", "收集问题")]),
        new("problem-solved", "解决问题", [Party("problem", "问题"), Quantity("days", "用时")]),
        new("training-held", "举办培训", [Title(), Quantity("people", "人数")]),
        new("article-published", "发表文章", [Title(), new("tier", "层级", FieldType.Choice, Options: ["市级", "省级", "国家级"])]),
        new("aid-given", "开展帮扶", [Party("village", "村"), Party("person", "帮扶人"), Money("amount", "金额")]),
        new("share-stated", "占比", [new("share", "民营经济占比", FieldType.Decimal, Required: true, Max: 100, Decimals: 2)]),
    ];

    private static FieldDefinition Party(string code, string name) => new(code, name, FieldType.Party, Required: true, Sorts: [code]);

    private static FieldDefinition Parties(string code, string sort, string name) => new(code, name, FieldType.Parties, Sorts: [sort]);

    private static FieldDefinition Money(string code, string name) => new(code, name, FieldType.Money, Required: true, Max: 10_000_000_000m);

    private static FieldDefinition Quantity(string code, string name) => new(code, name, FieldType.Quantity, Required: true, Unit: "人次", Decimals: 0);

    private static FieldDefinition Title() => new("title", "题目", FieldType.Text, Required: true, MaxLength: 100);
}
