using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Tests.Catalog;

public class DefinitionsTests
{
    private static readonly Definitions Catalog = Of(
        new ProgramOpened("wanqi", "万企兴万村"),
        new KindDefined("visit", "走访", []), new KindDefined("visit", "走访企业", [new("enterprise", "企业", FieldType.Party)]),
        Metric("visits", "count"), Metric("visits", "sum hours"), Metric("share", formula: "visits / until(visits)"),
        new ProgramEnded("wanqi", new(2022, 12, 31)));

    [Fact]
    public void A_definition_is_replaced_by_a_new_version_and_the_old_one_stays()
    {
        Catalog.FindKind("visit").ShouldNotBeNull().Version.ShouldBe(2);
        Catalog.FindKind("visit", 1).ShouldNotBeNull().Fields.ShouldBeEmpty();
        Catalog.FindMetric("visits").ShouldNotBeNull().Measure.ShouldBe(new Measure.Sum("hours"));
        Catalog.FindMetric("visits", 1).ShouldNotBeNull().Measure.ShouldBe(new Measure.Count());
        Catalog.FindMetric("visits", 3).ShouldBeNull();
    }

    [Fact]
    public void A_metric_versions_number_is_that_of_its_event() => Catalog.EveryMetricVersion.Select(metric => metric.Number).Order().ShouldBe([4, 5, 6]);

    [Fact]
    public void Only_the_newest_versions_are_current() => Catalog.CurrentMetrics.Select(metric => (metric.Code, metric.Version)).Order().ShouldBe([("share", 1), ("visits", 2)]);

    [Fact]
    public void A_formula_is_computed() => Catalog.FindMetric("share").ShouldNotBeNull().Measure.ShouldBeOfType<Measure.Computed>();

    [Fact]
    public void A_program_ends_on_a_day() => Catalog.FindProgram("wanqi").ShouldNotBeNull().EndedOn.ShouldBe(new DateOnly(2022, 12, 31));

    [Fact]
    public void What_is_not_there_is_not_found() => (Catalog.FindKind("x"), Catalog.FindMetric("x"), Catalog.FindProgram("x")).ShouldBe((null, null, null));

    [Fact]
    public void A_stored_measure_that_cannot_be_read_is_no_small_matter() => Should.Throw<FormatException>(() => Of(Metric("x", "average")));

    [Fact]
    public void Every_event_moves_the_version() => Catalog.Version.ShouldBe(7);

    private static Definitions Of(params object[] events) => events.Aggregate(Definitions.Empty, Definitions.Evolve);

    private static MetricDefined Metric(string code, string? measure = null, string? formula = null) =>
        new(code, code, "次", 1, 0, measure, ["visit"], [], Filter.None, formula, null);
}
