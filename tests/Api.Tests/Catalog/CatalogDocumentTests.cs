using WorkTracker.Api.Catalog;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class CatalogDocumentTests
{
    [Fact]
    public void A_fault_stands_at_the_line_and_column_of_the_value()
    {
        const string text = """
            # Programs
            programs:
              - code: a
                name: 甲
                ended: tomorrow
            metrics:
              - { code: m, name: 指标, unit: 次,
                  measure: count, of: [left, nobody], where: { form: [线上,
                    空中], program: gone } }
            """;

        CatalogScenario.Nothing.After(CatalogScenario.City).Loading(text).Faults.Select(fault => (fault.Line, fault.Column, fault.Code)).ShouldBe(
        [
            (5, 12, "day-unreadable"), (8, 34, "kind-unknown"), (8, 58, "field-not-in-kind"), (9, 23, "program-unknown"),
        ]);
    }

    [Fact]
    public void What_is_missing_is_missed_where_its_item_begins() =>
        CatalogDocument.Read("programs:\n  - code: a\n").Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            fault => fault.Line.ShouldBe(2), fault => fault.Column.ShouldBe(5), fault => fault.Path.ShouldBe("programs[0].name"));

    [Theory]
    [InlineData("programms: []", "programs")]
    [InlineData("opening-balance: []", "opening-balances")]
    [InlineData("metrics:\n  - { code: m, name: 甲, unit: 次, measure: count, of: [joind] }", "joined")]
    [InlineData("metrics:\n  - { code: m, name: 甲, unit: 次, measure: count, of: [joined], where: { program: wanki } }", "wanqi")]
    [InlineData("metrics:\n  - { code: m, name: 甲, unit: 次, formula: joinss + 1 }", "joins")]
    [InlineData("metrics:\n  - { code: m, name: 甲, unit: 次, measure: count, of: [joined], where: { department: { level: country } } }", "county")]
    [InlineData("departments:\n  - { code: d, name: 丁, level: county, parent: citty }", "city")]
    [InlineData("programs:\n  - { code: a, name: 甲, closed: 2022-01-01 }", null)]
    public void What_was_probably_meant_is_suggested(string text, string? suggestion)
    {
        var fault = CatalogScenario.Nothing.After(CatalogScenario.City).Loading(text).Faults.ShouldHaveSingleItem();

        fault.Suggestion.ShouldBe(suggestion);
        CatalogFaults.Message(fault).Contains("是否想写", StringComparison.Ordinal).ShouldBe(suggestion is not null);
    }

    [Fact]
    public void A_fault_is_one_sentence_with_its_place() =>
        CatalogFaults.Sentence(CatalogDocument.Read("metrics:\n  - { code: m, name: 甲, unit: [次], measure: count, of: [k] }").Faults[0])
            .ShouldBe("第 2 行第 31 列 metrics[0].unit：“unit”应为一个值，不是空值、列表或映射。");

    [Fact]
    public void Json_is_read_as_yaml_is()
    {
        var json = """{ "programs": [ { "code": "a", "name": "甲 \u4e59 \/ \"丙\" \ud83d\udcc8", "ended": null } ], "kinds": [] }""";

        var document = CatalogDocument.Read(json);

        document.Faults.ShouldBeEmpty();
        document.Programs.ShouldHaveSingleItem().Value.ShouldBe(new StateProgram("a", "甲 乙 / \"丙\" 📈", null));
    }

    [Theory]
    [InlineData("form", "是", "是")]
    [InlineData("form", "[线上, \"线下\"]", "线上", "线下")]
    [InlineData("note", "12", "12")]
    [InlineData("local", "是", true)]
    [InlineData("local", "\"true\"", true)]
    [InlineData("local", "[false]", false)]
    [InlineData("staff", "12", 12)]
    [InlineData("funds", "\"0.10\"", 0.1)]
    [InlineData("signed", "2022-03-01", "2022-03-01")]
    public void A_condition_is_read_as_its_field_holds_values(string field, string written, params object[] values)
    {
        var stored = CatalogScenario.Nothing.After(CatalogScenario.City)
            .After($"metrics:\n  - {{ code: m, name: 甲, unit: 次, measure: count, of: [joined], where: {{ {field}: {written} }} }}");

        var condition = stored.Definitions.FindMetric("m")!.Definition.Where.Fields.ShouldHaveSingleItem();

        condition.Field.ShouldBe(field);
        condition.AnyOf.ShouldBe(values.Select(value => value switch
        {
            bool flag => (FieldValue)new FieldValue.Flag(flag),
            string text => new FieldValue.Text(text),
            int number => new FieldValue.Number(number),
            double number => new FieldValue.Number((decimal)number),
            _ => throw new InvalidOperationException(),
        }));
    }

    [Fact]
    public void Numbers_are_exact() =>
        CatalogDocument.Read("opening-balances:\n  - { metric: m, department: d, on: 2020-12-31, value: 123456789012345.67 }").Openings[0].Value.Value.ShouldBe(123456789012345.67m);

    [Fact]
    public void A_share_in_percent_is_a_ratio_and_other_metrics_are_as_they_are()
    {
        var document = CatalogDocument.Read("""
            metrics:
              - { code: a, name: 甲, unit: "%", formula: x / y }
              - { code: b, name: 乙, unit: "%", measure: latest share, of: [k] }
              - code: c
                name: 丙
                unit: 元
                formula: >
                  x
                  / y
            """);

        document.Faults.ShouldBeEmpty();
        document.Metrics.Select(item => item.Value.Scale).ShouldBe([0.01m, 1, 1]);
        document.Metrics[2].Value.Formula.ShouldBe("x / y");
    }
}
