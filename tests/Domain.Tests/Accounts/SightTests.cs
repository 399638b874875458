using System.Collections.Immutable;
using CsCheck;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>P11: what may be seen of definitions and reports.</summary>
public class SightTests
{
    private static readonly DepartmentTree Tree = new object[] { new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("county", "县", "county", [], "city") }
        .Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    private static readonly Rights Leader = new([new(Role.Leader, "county")], Scope.All);
    private static readonly Rights Reviewer = new([new(Role.Reviewer, "county")], Scope.All);
    private static readonly Rights Both = new([new(Role.Reviewer, "county"), new(Role.Writer, "county")], Scope.All);

    [Fact]
    public void P11_What_has_become_internal_is_so_at_every_earlier_position()
    {
        var then = Catalog(Kind("visit"), Count("visits", "visit"));
        var now = new Sight(Leader, After(then, Kind("visit", Role.Reviewer)), Tree);
        now.At(then, Tree).Sees(then.FindMetric("visits")!, "county").ShouldBeFalse();
        (now with { Rights = Reviewer }).At(then, Tree).Sees(then.FindMetric("visits")!, "county").ShouldBeTrue();
    }

    [Fact]
    public void P11_A_report_shows_what_its_formulas_counted_in_any_version_of_their_terms()
    {
        var catalog = Catalog(Kind("visit", Role.Reviewer), Kind("lecture"), Count("people", "visit"), Formula("twice", "people * 2"), Count("people", "lecture"));
        var (sight, twice) = (new Sight(Leader, catalog, Tree), catalog.FindMetric("twice")!);
        sight.Sees(twice, "county").ShouldBeTrue("as it is computed now");
        sight.SeesAtAnyTime(twice, "county").ShouldBeFalse("as it was computed once");
        sight.Sees(new TotalRead("twice@1", "county")).ShouldBeFalse();
    }

    [Fact]
    public void P11_A_report_is_as_internal_as_what_it_was_written_from_printed_or_not()
    {
        var catalog = Catalog(Kind("visit", Role.Reviewer), Count("visits", "visit"));
        var drafted = new ReportDrafted("t", 1, "报告", "county", "2022", Basis.Approved, 1, "", [], []);
        bool Sees(Rights rights, ReportDrafted report) => new Sight(rights, catalog, Tree).Sees(new Report(report, null, null));
        Sees(Both, drafted).ShouldBeTrue();
        Sees(Both, drafted with { Read = [new("visits@1", "county")] }).ShouldBeTrue();
        Sees(Both, drafted with { Read = [new("", "city")] }).ShouldBeFalse();
        var writer = new Rights([new(Role.Writer, "county")], Scope.All);
        Sees(writer, drafted).ShouldBeTrue();
        Sees(writer, drafted with { Read = [new("visits@1", "county")] }).ShouldBeFalse();
        Sees(writer, drafted with { Lists = [new("entries", "visits@1", "county", "2022", Basis.Approved, "/1", [])] }).ShouldBeFalse();
    }

    [Fact]
    public void P11_What_names_a_hidden_metric_is_hidden_with_it()
    {
        var catalog = Catalog(
            Kind("visit", Role.Reviewer), Kind("lecture"), Count("all.visits", "visit", "lecture"), Count("all.visits.open", "lecture") with { PartOf = "all.visits" },
            new TemplateDefined("inner", "内", "{{ \"all.visits.open,all.visits\" | figure: report }}"), new TemplateDefined("open", "外", "{{ \"all.visits.open\" | figure: report }}"));
        var seen = new Sight(Leader, catalog, Tree).Readable();
        seen.Templates.Keys.ShouldBe(["open"]);
        seen.Metrics.Keys.ShouldBe(["all.visits.open"]);
        seen.FindMetric("all.visits.open")!.Definition.PartOf.ShouldBeNull();
        new Sight(Leader, catalog, Tree).Shown(catalog.FindMetric("all.visits.open")!, "county").Definition.PartOf.ShouldBeNull();
        var all = new Sight(Reviewer, catalog, Tree).Readable();
        all.Templates.Count.ShouldBe(2);
        all.FindMetric("all.visits.open")!.Definition.PartOf.ShouldBe("all.visits");
    }

    /// <summary>Answers are kept by it.</summary>
    [Fact]
    public void P11_No_two_rights_have_the_same_digest()
    {
        new Rights([new(Role.Reporter, "431009")], Scope.All).Digest.ShouldNotBe(new Rights([new(Role.Reviewer, "431002")], Scope.All).Digest);
        var grants = Gen.Select(Gen.Enum<Role>(), Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("h"), Gen.Const("*"), Gen.Const("431002"), Gen.Const("431009")), (role, department) => new Grant(role, department)).Array[0, 3];
        Gen.Select(grants, grants, Gen.Enum<Scope>(), Gen.Enum<Scope>()).Sample((one, other, first, second) =>
            (new Rights([.. one], first).Digest == new Rights([.. other], second).Digest).ShouldBe(first == second && one.ToHashSet().SetEquals(other)));
    }

    private static Definitions Catalog(params object[] events) => After(Definitions.Empty, events);

    private static Definitions After(Definitions definitions, params object[] events) => events.Aggregate(definitions, Definitions.Evolve);

    private static KindDefined Kind(string code, params Role[] readers) => new(code, "类", [], null, readers.Length == 0 ? null : readers);

    private static MetricDefined Count(string code, params string[] kinds) => new(code, "数", "次", 1, 0, "count", [.. kinds], [], Filter.None, null, null);

    private static MetricDefined Formula(string code, string formula) => new(code, "数", "次", 1, 0, null, [], [], Filter.None, formula, null);
}
