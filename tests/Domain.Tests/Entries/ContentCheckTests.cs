using WorkTracker.Domain.Entries;
using static WorkTracker.Domain.Tests.Entries.ContentScenario;

namespace WorkTracker.Domain.Tests.Entries;

public class ContentCheckTests
{
    [Fact]
    public void Content_that_fits_passes()
    {
        var content = Entry(coHosts: ["city"]).Passes();
        (content.Program, content.OccurredOn).ShouldBe(("wanqi", new DateOnly(2022, 7, 1)));
        content.CoHosts.ShouldBe(["city"]);
    }

    [Theory]
    [InlineData(null, "occurred-on-missing")]
    [InlineData(" ", "occurred-on-missing")]
    [InlineData("2022/07/01", "day-unreadable")]
    [InlineData("2022-02-30", "day-unreadable")]
    [InlineData("2022-07-19", "day-in-future")]
    [InlineData("2999-01-01", "day-in-future")]
    [InlineData("1949-09-30", "day-too-early")]
    public void The_day_is_one_that_has_been(string? day, string fault) => Entry(occurredOn: day).Fails((fault, "occurredOn"));

    [Theory]
    [InlineData("2022-07-18")]
    [InlineData("1949-10-01")]
    [InlineData(" 2022-07-01 ")]
    public void Today_and_the_first_day_will_do(string day) => Entry(occurredOn: day).Passes();

    [Theory]
    [InlineData(null, "program-missing")]
    [InlineData("nothing", "program-unknown")]
    [InlineData("ended", "program-ended")]
    public void The_program_runs(string? program, string fault) => Entry(program: program).Fails((fault, "program"));

    [Fact]
    public void What_occurred_before_a_program_ended_may_be_reported_later() => Entry(program: "ended", occurredOn: "2022-06-30").Passes();

    [Theory]
    [InlineData("nobody", "department-unknown")]
    [InlineData("closed", "department-closed")]
    public void The_department_is_there(string department, string fault) => Entry(department: department).Fails((fault, "department"));

    [Fact]
    public void A_closed_department_may_report_what_occurred_before() => Entry(department: "closed", occurredOn: "2022-06-30").Passes();

    [Fact]
    public void Co_hosts_are_other_departments_each_once() =>
        Entry(coHosts: ["suxian", "nobody", "city", "city"]).Fails(("co-host-repeated", "coHosts[0]"), ("department-unknown", "coHosts[1]"), ("co-host-repeated", "coHosts[3]"));

    [Fact]
    public void A_field_that_the_kind_has_not_is_named() => Field("invented", "1").Fails(("field-unknown", "fields.invented"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"topic": null}""")]
    [InlineData("""{"topic": "  "}""")]
    public void A_required_field_is_given(string fields) => Required("topic", fields).Fails(("field-missing", "fields.topic"));

    [Fact]
    public void A_required_list_is_not_empty() => Required("villages", """{"villages": []}""").Fails(("field-missing", "fields.villages"));

    [Fact]
    public void A_field_left_empty_is_not_given() => Field("topic", "null").Passes().Plain.ShouldBeEmpty();

    [Fact]
    public void Every_fault_is_found_not_only_the_first() =>
        Entry("nobody", null, null, ["nobody"], """{"people": -1, "topic": "太长的主题了", "x": 1}""").Fails(
            ("occurred-on-missing", "occurredOn"), ("department-unknown", "department"), ("program-missing", "program"), ("department-unknown", "coHosts[0]"),
            ("number-too-small", "fields.people"), ("text-too-long", "fields.topic"), ("field-unknown", "fields.x"));

    [Fact]
    public void Two_names_of_one_party_in_a_field_are_one()
    {
        var content = Field("villages", """["甲村", "乙村", "甲村 "]""").Passes();
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        content.With(party => party.Name == "甲村" ? first : second).Fields["villages"].ShouldBe(new FieldValue.Parties([first, second]));
    }
}
