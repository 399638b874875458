using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Tests.Reports;

/// <summary>P10: what a frozen report allows, and what not.</summary>
public sealed class ReportDecisionTests
{
    private static readonly Guid Id = new("11111111-1111-8111-8111-111111111111");
    private static readonly Guid Edition = new("22222222-2222-8222-8222-222222222222");
    private static readonly ReportDrafted Drafted = new("progress", 1, "报告", "city", "2022", Basis.Approved, 9, "aa", [], []);
    private static readonly ReportFrozen Frozen = new("bb", 10, []);

    [Fact]
    public void A_draft_is_frozen_with_its_own_file() => Freeze(Report(Drafted), Id).ShouldBe(Decision.Accept(new ReportFrozen("bb", 10, [])), Same);

    [Fact]
    public void P10_A_frozen_report_is_not_frozen_again() => Code(Freeze(Report(Drafted, Frozen), Id)).ShouldBe("report-frozen");

    [Fact]
    public void A_file_of_another_report_is_refused() => Code(Freeze(Report(Drafted), Edition)).ShouldBe("file-of-another-report");

    [Fact]
    public void A_frozen_edition_supersedes_a_frozen_report() =>
        Supersede(Report(Drafted, Frozen), Report(Drafted, Frozen)).ShouldBe(Decision.Accept(new ReportSuperseded(Edition)), Same);

    [Fact]
    public void What_cannot_supersede_says_why()
    {
        var frozen = Report(Drafted, Frozen);
        Code(Supersede(Report(Drafted), frozen)).ShouldBe("report-not-frozen");
        Code(Supersede(frozen, Report(Drafted))).ShouldBe("edition-not-frozen");
        Code(Supersede(frozen, null)).ShouldBe("edition-unknown");
        Code(Supersede(Report(Drafted, Frozen, new ReportSuperseded(Edition)), frozen)).ShouldBe("report-superseded");
        Code(Supersede(frozen, Report(Drafted, Frozen, new ReportSuperseded(Id)))).ShouldBe("edition-superseded");
        Code(SupersedeReport.Decide(new(Id), Id, frozen, frozen)).ShouldBe("edition-is-itself");
    }

    [Fact]
    public void A_frozen_report_gives_the_frozen_file_and_position()
    {
        var report = Report(Drafted, Frozen);
        (report.File, report.Position, report.Status).ShouldBe(("bb", 10, "frozen"));
        (Report(Drafted).File, Report(Drafted).Status).ShouldBe(("aa", "draft"));
    }

    [Fact]
    public void A_figure_is_named_by_what_it_asks_and_by_nothing_else()
    {
        var key = new FigureKey("wanqi.funds@1", "431000", "2022", Basis.Approved, "exact");
        key.Id.Length.ShouldBe(16);
        (key with { }).Id.ShouldBe(key.Id);
        FigureKey[] others = [key with { Metrics = "wanqi.funds@2" }, key with { Department = "431002" }, key with { Window = "2021" }, key with { Basis = Basis.Reported }, key with { Style = "over" }, key with { Party = Id }];
        others.Select(other => other.Id).Append(key.Id).Distinct().Count().ShouldBe(7);
    }

    [Fact]
    public void The_frozen_figures_are_those_of_the_store()
    {
        var renamed = Said with { Name = "人写的名称" };
        Freeze([new(renamed, [Said.Text])]).ShouldBe(Decision.Accept(new ReportFrozen("bb", 10, [Said])), Same);
    }

    [Fact]
    public void H7_A_file_that_says_something_else_than_the_store_is_refused_with_both()
    {
        Faults(new(Said with { Text = "9999家", Values = [9999] }, ["9999家"])).ShouldBe([("figure-differs", "参与企业|9999家（9999）|73家（73）")]);
        Faults(new(Said with { Values = [74] }, ["73家"])).ShouldBe([("figure-differs", "参与企业|73家（74）|73家（73）")]);
        Faults(new(Said, ["73家", "80家"])).ShouldBe([("figure-overtyped", "参与企业|80家|73家")]);
        Faults(new(Said with { Key = Said.Key with { Style = "over" }, Text = "70余家" }, ["70余家"])).ShouldBe([("figure-without-words", "参与企业|70余家")]);
        Code(FreezeReport.Decide(new("bb", 10, [], ["9999家"], Id), Id, Report(Drafted), Store)).ShouldBe("file-says-otherwise");
    }

    [Fact]
    public void A_file_of_a_position_before_its_own_draft_is_refused() =>
        Code(FreezeReport.Decide(new("bb", 8, [], [], Id), Id, Report(Drafted), Store)).ShouldBe("file-before-its-draft");

    private static readonly Figure Said = new(new("wanqi.enterprises@1", "431002", "2022", Basis.Approved, "exact"), "参与企业", [73m], "73家");

    private static readonly Dictionary<FigureKey, Figure> Store = new() { [Said.Key] = Said };

    private static Decision Freeze(System.Collections.Immutable.ImmutableArray<WrittenFigure> figures) => FreezeReport.Decide(new("bb", 10, figures, [], Id), Id, Report(Drafted), Store);

    private static IEnumerable<(string, string)> Faults(WrittenFigure figure) =>
        ((Decision.Refused)Freeze([figure])).Reason.Faults.Select(fault => (fault.Code, string.Join('|', fault.Particulars)));

    private static Report Report(params object[] events) => events.Aggregate((Report?)null, WorkTracker.Domain.Reports.Report.Evolve)!;

    private static Decision Freeze(Report report, Guid origin) => FreezeReport.Decide(new("bb", 10, [], [], origin), Id, report, Store);

    private static Decision Supersede(Report report, Report? edition) => SupersedeReport.Decide(new(Edition), Id, report, edition);

    private static string Code(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Reason.Code;

    private static readonly IEqualityComparer<Decision> Same = EqualityComparer<Decision>.Create((a, b) =>
        a is Decision.Accepted x && b is Decision.Accepted y && x.Events.Length == y.Events.Length && x.Events.Zip(y.Events).All(pair => pair.First.GetType() == pair.Second.GetType() && pair.First.ToString() == pair.Second.ToString()));
}
