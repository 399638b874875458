using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Domain.Tests.Totals;

public class MetricRuleTests
{
    private static readonly Guid First = new("11111111-1111-8111-8111-111111111111");
    private static readonly Guid Second = new("22222222-2222-8222-8222-222222222222");
    private static readonly Department County = new(258, "suxian", "示例区", "county", ["县市区"], "city", null);

    private static readonly EntryContent Content = new("wanqi", new(2022, 7, 1), new(2022, 7, 1), [], ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        new Dictionary<string, FieldValue>
        {
            ["enterprise"] = new FieldValue.Parties([First]),
            ["chambers"] = new FieldValue.Parties([Second, First]),
            ["investment"] = new FieldValue.Number(12.34m),
            ["hometown"] = new FieldValue.Flag(true),
        }));

    [Fact]
    public void Every_part_of_a_filter_must_hold_and_of_each_any_value()
    {
        Admits(Filter.None).ShouldBeTrue();
        Admits(new(["other", "wanqi"], ["county"], ["市直", "县市区"], [Hometown(true)])).ShouldBeTrue();
        Admits(Filter.None with { Programs = ["other"] }).ShouldBeFalse();
        Admits(Filter.None with { Levels = ["city"] }).ShouldBeFalse();
        Admits(Filter.None with { Tags = ["市直"] }).ShouldBeFalse();
        Admits(Filter.None with { Fields = [Hometown(false)] }).ShouldBeFalse();
    }

    [Fact]
    public void A_yes_or_no_that_is_not_given_is_no() =>
        Admits(Filter.None with { Fields = [new("absent", [new FieldValue.Flag(false)])] }).ShouldBeTrue();

    [Fact]
    public void An_ending_need_not_repeat_what_the_beginning_said() => Admits(Filter.None with { Fields = [Hometown(false)] }, ends: true).ShouldBeTrue();

    [Fact]
    public void A_party_named_in_two_fields_is_one_unit() =>
        Rule(new Measure.Distinct(["enterprise", "chambers"])).UnitsIn(County, Content).ShouldBe([First, Second]);

    [Fact]
    public void The_reporting_department_is_a_unit() =>
        Rule(new Measure.Distinct([Measure.ReportingDepartment])).UnitsIn(County, Content).ShouldBe([new Guid("00000000-0000-0000-0000-000000000102")]);

    [Fact]
    public void An_amount_is_the_fields_number_or_one_or_nothing()
    {
        Rule(new Measure.Sum("investment")).AmountIn(Content).ShouldBe(12.34m);
        Rule(new Measure.Count()).AmountIn(Content).ShouldBe(1m);
        Rule(new Measure.Sum("absent")).AmountIn(Content).ShouldBeNull();
        Rule(new Measure.Sum("hometown")).AmountIn(Content).ShouldBeNull();
    }

    private static FieldCondition Hometown(bool value) => new("hometown", [new FieldValue.Flag(value)]);

    private static bool Admits(Filter where, bool ends = false) => Rule(new Measure.Count(), where, ends).Admits(County, Content);

    private static MetricRule Rule(Measure measure, Filter? where = null, bool ends = false) =>
        new(new(1, 1, new("m", "", "", 1, 0, null, [], [], where ?? Filter.None, null, null), measure), ends);
}
