using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Entries;

/// <summary>Content that does not fit its kind: 400, and each thing that is wrong, with its place.</summary>
public sealed class BadContentTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Enterprise = """ "enterprise": "示例青禾农业有限公司" """;

    /// <summary>What is wrong, the fields of an enterprise that joined, and code and path of the one fault.</summary>
    public static TheoryData<string, string, string, string> Fields => new()
    {
        { "a field that the kind does not have", $$"""{{{Enterprise}}, "colour": "red"}""", "field-unknown", "fields.colour" },
        { "a field with a name of nearly 1 MB", $$"""{{{Enterprise}}, "{{new string('x', 900_000)}}": 1}""", "field-unknown", $"fields.{new string('x', 393)}…" },
        { "a required field not given", """{"funds": 1}""", "field-missing", "fields.enterprise" },
        { "a required field of blanks", """{"enterprise": "  "}""", "field-missing", "fields.enterprise" },
        { "an amount below zero", $$"""{{{Enterprise}}, "funds": -1}""", "number-too-small", "fields.funds" },
        { "an amount of 10^30 yuan", $$"""{{{Enterprise}}, "funds": 1e30}""", "number-too-large", "fields.funds" },
        { "an amount of 10^4000 yuan", $$"""{{{Enterprise}}, "funds": 1e4000}""", "number-too-large", "fields.funds" },
        { "an amount above the kind's limit", $$"""{{{Enterprise}}, "funds": "10000000000.01"}""", "number-too-large", "fields.funds" },
        { "a thousandth of a yuan", $$"""{{{Enterprise}}, "funds": 0.001}""", "number-too-precise", "fields.funds" },
        { "an amount in words", $$"""{{{Enterprise}}, "funds": "三百万"}""", "number-unreadable", "fields.funds" },
        { "an amount with a thousands separator", $$"""{{{Enterprise}}, "funds": "1,200"}""", "number-unreadable", "fields.funds" },
        { "an amount that is true", $$"""{{{Enterprise}}, "funds": true}""", "number-unreadable", "fields.funds" },
        { "an amount of a million digits", $$"""{{{Enterprise}}, "funds": {{new string('9', 900_000)}}}""", "number-too-large", "fields.funds" },
        { "half a member of staff", $$"""{{{Enterprise}}, "staff": 1.5}""", "number-too-precise", "fields.staff" },
        { "fewer staff than the kind allows", $$"""{{{Enterprise}}, "staff": 0}""", "number-too-small", "fields.staff" },
        { "a share above a hundred", $$"""{{{Enterprise}}, "share": 100.01}""", "number-too-large", "fields.share" },
        { "a day that does not exist", $$"""{{{Enterprise}}, "agreed": "2022-02-30"}""", "day-unreadable", "fields.agreed" },
        { "a day in another form", $$"""{{{Enterprise}}, "agreed": "18/03/2022"}""", "day-unreadable", "fields.agreed" },
        { "a span that ends before it begins", $$"""{{{Enterprise}}, "period": {"from": "2022-03-04", "until": "2022-03-01"} }""", "span-reversed", "fields.period" },
        { "a span without its end", $$"""{{{Enterprise}}, "period": {"from": "2022-03-04"} }""", "span-unreadable", "fields.period" },
        { "a span that is a text", $$"""{{{Enterprise}}, "period": "2022"}""", "span-unreadable", "fields.period" },
        { "a yes that is a maybe", $$"""{{{Enterprise}}, "local": "也许"}""", "yes-no-unreadable", "fields.local" },
        { "a credit code too short", """{"enterprise": {"name": "甲", "creditCode": "9143"}}""", "credit-code-length", "fields.enterprise.creditCode" },
        { "a credit code with one wrong character", """{"enterprise": {"name": "甲", "creditCode": "91430100MA4L0TEST1"}}""", "credit-code-character", "fields.enterprise.creditCode" },
        { "a credit code that does not add up", """{"enterprise": {"name": "甲", "creditCode": "91350100M000100Y44"}}""", "credit-code-check-character", "fields.enterprise.creditCode" },
        { "a party of a sort that the field does not take", """{"enterprise": {"name": "甲", "sort": "village"}}""", "party-sort", "fields.enterprise" },
        { "a party without a name", """{"enterprise": {"creditCode": "91350100M000100Y43"}}""", "party-name-missing", "fields.enterprise" },
        { "a party with a name of 201 characters", $$"""{"enterprise": "{{new string('甲', 201)}}"}""", "text-too-long", "fields.enterprise" },
        { "a party with an address", """{"enterprise": {"name": "甲", "address": "某路"}}""", "party-unreadable", "fields.enterprise" },
        { "a party that is a number", """{"enterprise": 7}""", "party-unreadable", "fields.enterprise" },
        { "two parties where one is meant", """{"enterprise": ["甲", "乙"]}""", "party-single", "fields.enterprise" },
        { "a list in a list of parties", $$"""{{{Enterprise}}, "villages": [["甲村"]]}""", "party-unreadable", "fields.villages[0]" },
        { "a thousand and one villages", $$"""{{{Enterprise}}, "villages": [{{string.Join(',', Enumerable.Range(1, 1001).Select(n => $"\"示例{n}村\""))}}]}""", "parties-too-many", "fields.villages" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_that_does_not_fit_is_refused_with_its_place(string wrong, string fields, string code, string path)
    {
        var answer = await api.PostAsync("/api/entries", $$"""{"kind": "enterprise-joined", "department": "431002", "program": "wanqi", "occurredOn": "2022-03-18", "fields": {{fields}}}""");
        answer.Status.ShouldBe(400, wrong);
        answer.Code.ShouldBe("content-invalid", wrong);
        answer.PlacedFaults.ShouldBe([(code, path)], wrong);
        answer.Body.Length.ShouldBeLessThan(3_000, wrong);
    }

    /// <summary>What is wrong, the whole body, and code and path of the one fault.</summary>
    public static TheoryData<string, string, string, string> Envelopes => new()
    {
        { "a kind that nobody defined", Lecture(kind: "\"dance-held\""), "kind-unknown", "kind" },
        { "no kind", Lecture(kind: "null"), "property-missing", "kind" },
        { "a kind that is a number", Lecture(kind: "12"), "property-not-text", "kind" },
        { "a department that nobody opened", Lecture(department: "\"999999\""), "department-unknown", "department" },
        { "no department", Lecture(department: "\" \""), "property-missing", "department" },
        { "a department that was closed before", Lecture(department: "\"431000-closed\""), "department-closed", "department" },
        { "a program that nobody opened", Lecture(program: "\"dances\""), "program-unknown", "program" },
        { "no program", Lecture(program: "null"), "program-missing", "program" },
        { "a program that ended before", Lecture(program: "\"ended\""), "program-ended", "program" },
        { "no day", Lecture(day: "null"), "occurred-on-missing", "occurredOn" },
        { "a day in 2999", Lecture(day: "\"2999-01-01\""), "day-in-future", "occurredOn" },
        { "a day before the republic", Lecture(day: "\"1822-03-18\""), "day-too-early", "occurredOn" },
        { "a day with a time", Lecture(day: "\"2022-03-18T08:00:00Z\""), "day-unreadable", "occurredOn" },
        { "a day that is a number", Lecture(day: "20220318"), "property-not-text", "occurredOn" },
        { "a co-host that nobody opened", Lecture(more: ", \"coHosts\": [\"999999\"]"), "department-unknown", "coHosts[0]" },
        { "a co-host twice", Lecture(more: ", \"coHosts\": [\"431003\", \"431003\"]"), "co-host-repeated", "coHosts[1]" },
        { "the department as its own co-host", Lecture(more: ", \"coHosts\": [\"431002\"]"), "co-host-repeated", "coHosts[0]" },
        { "co-hosts that are no list", Lecture(more: ", \"coHosts\": \"431003\""), "property-not-texts", "coHosts" },
        { "fields that are a list", Lecture(fields: "[]"), "property-not-object", "fields" },
        { "a property that is not known", Lecture(more: ", \"status\": \"approved\""), "property-unknown", "status" },
        { "a title of 101 characters", Lecture(fields: $$"""{"title": "{{new string('题', 101)}}"}"""), "text-too-long", "fields.title" },
        { "a title of nearly 1 MB", Lecture(fields: $$"""{"title": "{{new string('x', 990_000)}}"}"""), "text-too-long", "fields.title" },
        { "a title that is a number", Lecture(fields: """{"title": 7}"""), "text-unreadable", "fields.title" },
        { "a form that is not among the options", Lecture(fields: """{"title": "甲", "form": "电话"}"""), "choice-unknown", "fields.form" },
        { "a form of nearly 1 MB", Lecture(fields: $$"""{"title": "甲", "form": "{{new string('x', 990_000)}}"}"""), "choice-unknown", "fields.form" },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task What_surrounds_the_fields_is_checked_as_well(string wrong, string body, string code, string path)
    {
        var answer = await api.PostAsync("/api/entries", body);
        answer.Status.ShouldBe(400, wrong);
        answer.Code.ShouldBe("content-invalid", wrong);
        answer.PlacedFaults.ShouldBe([(code, path)], wrong);
        answer.Body.Length.ShouldBeLessThan(3_000, wrong);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_in_words()
    {
        var answer = await api.PostAsync("/api/entries", Lecture(department: "\"999999\"", program: "\"dances\"", day: "\"2999-01-01\"", fields: """{"audience": -1}"""));
        answer.PlacedFaults.ShouldBe(
            [("day-in-future", "occurredOn"), ("department-unknown", "department"), ("program-unknown", "program"), ("number-too-small", "fields.audience"), ("field-missing", "fields.title")], ignoreOrder: true);
        answer.Json.GetProperty("title").GetString().ShouldBe("填写的内容有误");
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("2999-01-01 还没有到");
        answer.Body.ShouldContain("请填写“题目”。");
    }

    [Fact]
    public async Task A_flood_of_faults_is_cut_and_counted()
    {
        var answer = await api.PostAsync("/api/entries", Lecture(fields: $$"""{"title": "甲", {{string.Join(", ", Enumerable.Range(1, 5000).Select(n => $"\"f{n}\": 1"))}}}"""));
        answer.Status.ShouldBe(400);
        answer.Faults.Count().ShouldBe(201);
        answer.Faults.Last().ShouldBe("more-faults");
    }

    private static string Lecture(
        string kind = "\"lecture-held\"", string department = "\"431002\"", string program = "\"lectures\"", string day = "\"2022-03-18\"", string fields = """{"title": "示例讲座"}""", string more = "") =>
        $$"""{"kind": {{kind}}, "department": {{department}}, "program": {{program}}, "occurredOn": {{day}}, "fields": {{fields}}{{more}}}""";
}
