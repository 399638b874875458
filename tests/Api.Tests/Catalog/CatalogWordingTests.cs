using System.Text.Json;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class CatalogWordingTests
{
    private static readonly CatalogPlan Difference = CatalogScenario.Nothing.After(CatalogScenario.City).Loading("""
        departments:
          - { code: office, name: 市直单位, level: office, tags: [统战系统], parent: city, closed: 2022-06-30 }
          - { code: second, name: 乙县, level: county, parent: city }
        programs:
          - { code: wanqi, name: 万企兴万村, ended: 2022-12-31 }
        kinds:
          - code: left
            name: 企业退出
            fields:
              - { code: reason, name: 原因, type: text, max-length: 200 }
              - { code: enterprise, name: 企业, type: party, sorts: [enterprise], required: true }
        metrics:
          - { code: joins, name: 参与次数, unit: 家次, measure: count, of: [joined, left], where: { department: { level: county } } }
          - { code: each, name: 户均, unit: 万元, scale: 10000, decimals: 2, formula: funds ÷ standing }
        opening-balances:
          - { metric: joins, department: county, on: 2020-12-31, value: 12 }
        """);

    [Fact]
    public void A_difference_is_worded_change_by_change_and_part_by_part()
    {
        Difference.Faults.ShouldBeEmpty();
        Difference.Changes.Select(CatalogWording.Sentence).ShouldBe(
        [
            "停用 单位 office 市直单位：tags 市直 → 统战系统；closed （无） → 2022-06-30",
            "新增 单位 second 乙县",
            "停用 专项行动 wanqi 万企兴万村：ended （无） → 2022-12-31",
            "修改 事项类型 left 企业退出：fields enterprise → reason、enterprise；fields.reason.name （无） → 原因；fields.reason.type （无） → text；fields.reason.max-length （无） → 200；fields.enterprise.required （无） → true",
            "修改 指标 joins 参与次数：unit 次 → 家次；of joined → joined、left；where.department.level （无） → county",
            "修改 指标 each 户均：unit 元 → 万元；scale 1 → 10000；decimals 0 → 2；formula funds / joins → funds ÷ standing",
            "新增 期初数 joins county 2020-12-31 参与次数",
        ]);
    }

    [Fact]
    public void A_difference_is_a_value_in_json() =>
        JsonSerializer.Serialize(Difference.Changes[0], AnswerJson.Options).ShouldBe(
            """{"section":"departments","code":"office","name":"市直单位","change":"closed","parts":[{"path":"tags","before":"市直","after":"统战系统"},{"path":"closed","after":"2022-06-30"}]}""");

    [Theory]
    [InlineData("added")]
    [InlineData("changed")]
    [InlineData("closed")]
    [InlineData("reopened")]
    public void Every_change_has_a_word(string change) => CatalogWording.Sentence(new("metrics", "m", "指标", change, [])).ShouldNotStartWith(change);
}
