using WorkTracker.Domain.Entries;
using static WorkTracker.Domain.Tests.Entries.ContentScenario;

namespace WorkTracker.Domain.Tests.Entries;

/// <summary>Each type of field, at its limits.</summary>
public class FieldReaderTests
{
    [Theory]
    [InlineData("people", "1", "1")]
    [InlineData("people", "5000", "5000")]
    [InlineData("people", "\" 12 \"", "12")]
    [InlineData("people", "1.0", "1")]
    [InlineData("people", "1e3", "1000")]
    [InlineData("rate", "-10", "-10")]
    [InlineData("rate", "0.125", "0.125")]
    [InlineData("investment", "0", "0")]
    [InlineData("investment", "0.01", "0.01")]
    [InlineData("investment", "1000000000000000", "1000000000000000")]
    [InlineData("area", "0.000001", "0.000001")]
    public void A_number_within_its_limits_is_exact(string field, string json, string number) => Field(field, json).Holds(field, Number(number));

    [Theory]
    [InlineData("people", "0", "number-too-small")]
    [InlineData("people", "5001", "number-too-large")]
    [InlineData("people", "1.5", "number-too-precise")]
    [InlineData("people", "-3", "number-too-small")]
    [InlineData("people", "\"many\"", "number-unreadable")]
    [InlineData("people", "\"1,000\"", "number-unreadable")]
    [InlineData("people", "true", "number-unreadable")]
    [InlineData("people", "[1]", "number-unreadable")]
    [InlineData("rate", "-10.001", "number-too-small")]
    [InlineData("rate", "0.1234", "number-too-precise")]
    [InlineData("investment", "-0.01", "number-too-small")]
    [InlineData("investment", "0.001", "number-too-precise")]
    [InlineData("investment", "1000000000000000.01", "number-too-large")]
    [InlineData("investment", "1e30", "number-too-large")]
    [InlineData("investment", "\"1000000000000000000000000000000\"", "number-too-large")]
    [InlineData("area", "0.0000001", "number-too-precise")]
    public void A_number_outside_its_limits_is_refused(string field, string json, string fault) => Field(field, json).Fails((fault, $"fields.{field}"));

    [Fact]
    public void A_day_is_kept_as_text() => Field("signedOn", "\" 2022-12-31 \"").Holds("signedOn", new FieldValue.Text("2022-12-31"));

    [Theory]
    [InlineData("\"2022-13-01\"", "day-unreadable")]
    [InlineData("\"18.7.2022\"", "day-unreadable")]
    [InlineData("20220718", "day-unreadable")]
    [InlineData("\"2999-01-01\"", "day-in-future")]
    public void Another_day_is_refused(string json, string fault) => Field("signedOn", json).Fails((fault, "fields.signedOn"));

    [Fact]
    public void A_span_has_a_first_and_a_last_day() =>
        Field("period", """{"from": "2022-07-01", "until": "2022-07-01"}""").Holds("period", new FieldValue.Span(new(2022, 7, 1), new(2022, 7, 1)));

    [Theory]
    [InlineData("\"2022-07-01\"", "span-unreadable")]
    [InlineData("""{"from": "2022-07-01"}""", "span-unreadable")]
    [InlineData("""{"from": "2022-07-02", "until": "2022-07-01"}""", "span-reversed")]
    [InlineData("""{"from": "soon", "until": "2022-07-01"}""", "day-unreadable")]
    public void Another_span_is_refused(string json, string fault) => Field("period", json).Fails((fault, "fields.period"));

    [Theory]
    [InlineData("\"五个字主题\"", "五个字主题")]
    [InlineData("\"  主题  \"", "主题")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    public void A_text_is_trimmed(string json, string text) => Field("topic", json).Holds("topic", new FieldValue.Text(text));

    [Theory]
    [InlineData("\"六个字的主题\"", "text-too-long")]
    [InlineData("5", "text-unreadable")]
    [InlineData("\"a\\u0000b\"", "text-unreadable")]
    public void Another_text_is_refused(string json, string fault) => Field("topic", json).Fails((fault, "fields.topic"));

    /// <summary>A reader of JSON lets it through and throws when it is read as text.</summary>
    [Theory]
    [InlineData("topic", "\"\\ud83d\"", "text-unreadable", "fields.topic")]
    [InlineData("level", "\"\\ud83d\"", "text-unreadable", "fields.level")]
    [InlineData("people", "\"\\ud83d\"", "text-unreadable", "fields.people")]
    [InlineData("signedOn", "\"\\ud83d\"", "text-unreadable", "fields.signedOn")]
    [InlineData("hometown", "\"\\ud83d\"", "text-unreadable", "fields.hometown")]
    [InlineData("enterprise", "\"\\ud83d\"", "text-unreadable", "fields.enterprise")]
    [InlineData("enterprise", "\"a\\u0000b\"", "text-unreadable", "fields.enterprise")]
    [InlineData("enterprise", """{"\ud83d": 1}""", "text-unreadable", "fields.enterprise")]
    [InlineData("enterprise", """{"name": "\ud83d"}""", "text-unreadable", "fields.enterprise")]
    [InlineData("villages", """["甲村", "\ud83d"]""", "text-unreadable", "fields.villages")]
    [InlineData("period", """{"from": "\ud83d", "until": "2022-07-01"}""", "text-unreadable", "fields.period")]
    public void Half_a_character_is_refused(string field, string json, string fault, string path) => Field(field, json).Fails((fault, path));

    [Fact]
    public void A_text_without_a_limit_of_its_own_is_no_book() => Field("topic", $"\"{new string('x', 1_000_000)}\"").Fails(("text-too-long", "fields.topic"));

    [Fact]
    public void A_choice_is_one_of_its_options()
    {
        Field("level", "\" 省级 \"").Holds("level", new FieldValue.Text("省级"));
        Field("level", "\"国家级\"").Fails(("choice-unknown", "fields.level"));
        Field("level", "1").Fails(("choice-unknown", "fields.level"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"是\"", true)]
    [InlineData("\"否\"", false)]
    [InlineData("\"true\"", true)]
    public void Yes_and_no_can_be_said_in_several_ways(string json, bool flag) => Field("hometown", json).Holds("hometown", new FieldValue.Flag(flag));

    [Theory]
    [InlineData("\"maybe\"")]
    [InlineData("1")]
    public void Neither_yes_nor_no_is_refused(string json) => Field("hometown", json).Fails(("yes-no-unreadable", "fields.hometown"));

    [Theory]
    [InlineData("\" 示例　企业 \"", "enterprise", "示例 企业", null)]
    [InlineData("[\"示例企业\"]", "enterprise", "示例企业", null)]
    [InlineData("""{"name": "示例商会", "sort": "chamber"}""", "chamber", "示例商会", null)]
    [InlineData("""{"name": "示例企业", "creditCode": "91350100m000100y43"}""", "enterprise", "示例企业", "91350100M000100Y43")]
    [InlineData("""{"name": "示例企业", "creditCode": null}""", "enterprise", "示例企业", null)]
    public void A_party_is_named_by_its_name_and_what_is_known_of_it(string json, string sort, string name, string? creditCode) =>
        Field("enterprise", json).Names(new NamedParty("enterprise", sort, name, creditCode));

    [Theory]
    [InlineData("1", "party-unreadable", "fields.enterprise")]
    [InlineData("""{"title": "x"}""", "party-unreadable", "fields.enterprise")]
    [InlineData("""{"sort": "enterprise"}""", "party-name-missing", "fields.enterprise")]
    [InlineData("""{"name": "示例村", "sort": "village"}""", "party-sort", "fields.enterprise")]
    [InlineData("""{"name": "示例企业", "creditCode": "91350100M000100Y4X"}""", "credit-code-check-character", "fields.enterprise.creditCode")]
    [InlineData("""["甲", "乙"]""", "party-single", "fields.enterprise")]
    public void Another_party_is_refused(string json, string fault, string path) => Field("enterprise", json).Fails((fault, path));

    [Fact]
    public void Each_party_of_a_list_has_its_own_place() => Field("villages", """["甲村", 2, ""]""").Fails(("party-unreadable", "fields.villages[1]"), ("party-name-missing", "fields.villages[2]"));

    [Fact]
    public void A_list_of_parties_has_an_end()
    {
        string List(int count) => $"[{string.Join(',', Enumerable.Range(0, count).Select(at => $"\"{at}村\""))}]";
        Field("villages", List(ContentCheck.MostParties)).Passes().Parties.Length.ShouldBe(ContentCheck.MostParties);
        Field("villages", List(ContentCheck.MostParties + 1)).Fails(("parties-too-many", "fields.villages"));
    }
}
