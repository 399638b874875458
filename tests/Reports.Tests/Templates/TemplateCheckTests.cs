using static WorkTracker.Reports.Tests.ReportScenario;

namespace WorkTracker.Reports.Tests.Templates;

/// <summary>What is wrong with a template is found before it is stored, in every branch, with its line and column.</summary>
public sealed class TemplateCheckTests
{
    [Theory]
    [InlineData("甲{{ \"projects\" | figure: report }}乙", "", 0, 0)]
    [InlineData("甲\n{{ \"project\" | figure: report }}", "metric-unknown", 2, 4)]
    [InlineData("{{ \"projects\" | figure: \"2022-13\" }}", "window-invalid", 1, 25)]
    [InlineData("{{ \"projects\" | figure: report, style: \"vague\" }}", "style-unknown", 1, 40)]
    [InlineData("{{ \"projects\" | figure: report, style: \"at-least:x\" }}", "style-argument-invalid", 1, 40)]
    [InlineData("{{ \"projects\" | figure: report, department: \"c\" }}", "department-unknown", 1, 45)]
    [InlineData("{{ \"projects\" | figure: report, basis: \"all\" }}", "basis-invalid", 1, 40)]
    [InlineData("{{ \"projects\" | figure: report, vintage: 3 }}", "argument-unknown", 1, 42)]
    [InlineData("{{ \"entries\" | entries: report, program: \"x\" }}", "program-unknown", 1, 42)]
    [InlineData("{{ \"projects\" | figure: report, of: \"projects.hometown\" }}", "part-not-of-whole", 1, 37)]
    [InlineData("{{ \"projects.hometown\" | figure: report, of: \"projects\" }}", "", 0, 0)]
    [InlineData("{{ report.untill }}", "name-unknown", 1, 4)]
    [InlineData("{{ nothing }}", "name-unknown", 1, 4)]
    [InlineData("一\n二{{ \"x\" | upcase }}", "filter-unknown", 2, 5)]
    [InlineData("{% if report.is-whole-year %}{{ \"none\" | figure }}{% endif %}", "metric-unknown", 1, 33)]
    [InlineData("{% for i in (1..1000000000) %}{% endfor %}", "range-refused", 1, 8)]
    [InlineData("{% include \"secret\" %}", "template-malformed", 1, 11)]
    [InlineData("{% if report %}甲", "template-malformed", 1, 0)]
    [InlineData("{{ \"projects,entries\" | figure: report }}", "style-of-several", 1, 4)]
    [InlineData("{% assign report = 1 %}", "name-taken", 1, 11)]
    [InlineData("{{ \"entries\" | parties: report }}", "parties-not-counted", 1, 4)]
    [InlineData("{{ \"share\" | entries: report }}", "entries-of-formula", 1, 4)]
    [InlineData("{% assign xs = \"village\" | departments %}", "level-or-tag-unknown", 1, 16)]
    [InlineData("{% slot \"甲\" %}{% endslot %}{% slot \"甲\" %}{% endslot %}", "slot-name-repeated", 1, 0)]
    [InlineData("---\nname: 甲\ntoo: 乙\n---\n# 甲", "head-key-unknown", 3, 1)]
    public async Task A_fault_is_named_at_its_place(string text, string code, int line, int column)
    {
        var faults = await CheckAsync(text);
        if (code.Length == 0)
        {
            faults.ShouldBeEmpty();
            return;
        }

        var fault = faults.ShouldHaveSingleItem();
        (fault.Code, fault.Line).ShouldBe((code, line));
        if (column > 0)
        {
            fault.Column.ShouldBe(column);
        }
    }

    [Fact]
    public async Task All_faults_are_named_at_once_in_their_order() => (await CheckAsync("""
        {{ "none" | figure: report }}
        {% if report.is-whole-year %}{{ "projects" | figure: report, style: "x" }}{% else %}{{ "gone" | figure }}{% endif %}
        """)).Select(fault => (fault.Code, fault.Line)).ShouldBe([("metric-unknown", 1), ("style-unknown", 2), ("metric-unknown", 2)]);

    [Fact]
    public async Task A_line_of_tags_leaves_no_line_behind()
    {
        var (draft, _) = await FillAsync("{% assign counties = \"county\" | departments %}\n| 单位 | 数 |\n|--|--|\n{% for county in counties %}\n| {{ county.name }} | {{ \"projects\" | figure: report, department: county }} |\n{% endfor %}\n");
        draft!.Body.ShouldHaveSingleItem().ShouldBeOfType<Drafting.Block.Table>().Rows.Count.ShouldBe(3);
        draft.Figures.Select(figure => figure.Key.Department).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Windows_follow_from_the_reports_own()
    {
        var (draft, fault) = await FillAsync("""
            {{ "entries" | figure }}{{ "entries" | figure: report.until }}{{ "entries" | figure: report.previous-year }}{{ "entries" | figure: report.until.previous-year }}
            {{ "entries" | figure: report.q1 }}{{ "entries" | figure: report.h1 }}{{ "entries" | figure: "2021-Q4" }}
            {% for quarter in report.quarters %}{{ "investment" | figure: quarter }}{% endfor %}{% for month in report.months %}{{ "projects" | figure: month }}{% endfor %}
            """);
        fault.ShouldBeNull();
        draft!.Figures.Where(figure => figure.Key.Metrics == "entries@1").Select(figure => figure.Key.Window).ShouldBe(
        [
            "2022-01-01..2022-07-18", "until:2022-07-18", "2021-01-01..2021-07-18", "until:2021-07-18", "2022-01-01..2022-03-31", "2022-01-01..2022-06-30", "2021-Q4",
        ]);
        draft.Figures.Count(figure => figure.Key.Metrics == "investment@1").ShouldBe(2);
        draft.Figures.Count(figure => figure.Key.Metrics == "projects@1").ShouldBe(6);
    }
}
