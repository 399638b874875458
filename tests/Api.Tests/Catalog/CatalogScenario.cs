using WorkTracker.Api.Catalog;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Catalog;

/// <summary>What is stored, in memory, and documents loaded into it. No party is known by a credit code.</summary>
internal sealed record CatalogScenario(Definitions Definitions, DepartmentTree Tree)
{
    public static readonly CatalogScenario Nothing = new(Definitions.Empty, DepartmentTree.Empty);

    /// <summary>A city with a county and an office, lectures, enterprises and projects: what faults are tried on.</summary>
    public const string City = """
        departments:
          - { code: city, name: 示例市, level: city }
          - { code: county, name: 甲县, level: county, parent: city }
          - { code: office, name: 市直单位, level: office, tags: [市直], parent: city }
        programs:
          - { code: wanqi, name: 万企兴万村 }
        kinds:
          - code: joined
            name: 企业参与
            fields:
              - { code: enterprise, name: 企业, type: party, sorts: [enterprise], required: true }
              - { code: funds, name: 投入资金, type: money, max: 1000000000 }
              - { code: staff, name: 员工数, type: whole, min: 1 }
              - { code: local, name: 本地企业, type: yes-no }
              - { code: form, name: 形式, type: choice, options: [线上, 线下, 是] }
              - { code: note, name: 备注, type: text, max-length: 100 }
              - { code: signed, name: 签约日, type: day }
          - code: left
            name: 企业退出
            fields: [{ code: enterprise, name: 企业, type: party, sorts: [enterprise] }]
        metrics:
          - { code: joins, name: 参与次数, unit: 次, measure: count, of: [joined] }
          - { code: funds, name: 投入资金, unit: 亿元, scale: 100000000, decimals: 2, measure: sum funds, of: [joined] }
          - { code: standing, name: 参与企业, unit: 家, measure: in-force enterprise, of: [joined], ended-by: [left] }
          - { code: each, name: 户均, unit: 元, formula: funds / joins }
        templates:
          - { code: brief, name: 简报, text: "投入{{ \"funds\" | entries: report | size }}笔" }
        """;

    public CatalogPlan Loading(string text)
    {
        var plan = CatalogPlan.For(CatalogDocument.Read(text), Definitions, Tree, (_, party) => PartyName.IdOf(party.Sort, party.Name));
        plan.CatalogVersion.ShouldBe(Definitions.Version);
        plan.DepartmentsVersion.ShouldBe(Tree.Version);
        return plan;
    }

    /// <summary>What is stored once a sound document has been loaded: its events, folded.</summary>
    public CatalogScenario After(string text)
    {
        var plan = Loading(text);
        plan.Faults.Select(CatalogFaults.Sentence).ShouldBeEmpty();
        return new(plan.CatalogEvents.Aggregate(Definitions, Definitions.Evolve), plan.DepartmentEvents.Aggregate(Tree, DepartmentTree.Evolve));
    }
}
