using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Templates;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Tests;

/// <summary>A small catalog, and the verbs of the template tests. Numbers are all 0 here: those of a database are tried with the API.</summary>
internal static class ReportScenario
{
    public static readonly Definitions Definitions = ((object[])
    [
        new ProgramOpened("wanqi", "万企兴万村"),
        new KindDefined("signed", "签约", [new("project", "项目", FieldType.Party, Required: true, Sorts: ["project"]), new("investment", "投资", FieldType.Money), new("title", "名称", FieldType.Text)]),
        Metric("projects", "项目", "个", "distinct project"), Metric("projects.hometown", "湘商回归项目", "个", "distinct project") with { PartOf = "projects" },
        Metric("investment", "投资", "元", "sum investment"), Metric("entries", "条目", "条", "count"),
        Metric("share", "占比", "%", null) with { Formula = "projects.hometown / projects", Scale = 0.01m },
    ]).Aggregate(Definitions.Empty, Definitions.Evolve);

    public static readonly DepartmentTree Tree = ((object[])
    [
        new DepartmentOpened("city", "示例市", "city", [], null), new DepartmentOpened("a", "甲县", "county", ["山区"], "city"), new DepartmentOpened("b", "乙县", "county", [], "city"),
    ]).Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    public static readonly Knowledge Knowledge = new(7, Definitions, Tree, new());

    /// <summary>Code, line and column of everything that is wrong.</summary>
    public static async Task<IReadOnlyList<(string Code, int Line, int Column)>> CheckAsync(string text) =>
        [.. (await TemplateCheck.CheckAsync(Template(text), Definitions, Tree, TestContext.Current.CancellationToken)).Select(fault => (fault.Code, fault.Place.Line, fault.Place.Column))];

    /// <summary>What a template makes, with 0 for every number.</summary>
    public static async Task<(Draft? Draft, TemplateFault? Fault)> FillAsync(string text)
    {
        var template = TemplateCheck.Parse(text, Definitions, Tree, out var faults);
        if (template is null)
        {
            return (null, faults[0]);
        }

        Window.TryParse("2022-01-01..2022-07-18", out var window).ShouldBeTrue();
        using var limit = new CancellationTokenSource(ReportDrafting.LongestRun);
        var request = new ReportRequest(Template(text), Tree.Root!, window, Basis.Approved);
        var filling = new Filling(request, new ForeseenFigures(Knowledge), limit.Token);
        var (markdown, fault) = await ReportDrafting.RunAsync(template, filling, CancellationToken.None);
        if (markdown is null)
        {
            return (null, fault);
        }

        var (head, body) = ReportHead.Read(markdown, value => string.Concat(Marks.Split(value).Select(part => part.Text ?? filling.Pieces[part.Piece].Text)));
        return (new(request, 7, head, new MarkdownBody(filling).Read(body), [.. filling.Figures], filling.Lists, filling.Reads), null);
    }

    public static byte[] Written(Draft draft) => WordReport.Write(draft, new(null, DateTimeOffset.UnixEpoch, "示例"));

    private static Template Template(string text) => new("t", "示例", 1, text);

    private static MetricDefined Metric(string code, string name, string unit, string? measure) =>
        new(code, name, unit, 1, 0, measure, measure is null ? [] : ["signed"], [], Filter.None, null, null);
}
