using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Entries;

/// <summary>Which step may follow which, through the door.</summary>
public sealed class ReviewTests(RunningApi api) : IClassFixture<RunningApi>
{
    /// <summary>The steps taken before, the step tried, and the code that refuses it; empty where it is taken.</summary>
    public static TheoryData<string, string, string> Steps => new()
    {
        { "", "approval", "" },
        { "", "return", "" },
        { "", "withdrawal", "" },
        { "", "corrections", "" },
        { "", "same", "nothing-changed" },
        { "approval", "approval", "already-approved" },
        { "approval", "return", "already-approved" },
        { "approval", "withdrawal", "" },
        { "approval", "corrections", "" },
        { "return", "approval", "entry-returned" },
        { "return", "return", "entry-returned" },
        { "return", "same", "" },
        { "return corrections", "approval", "" },
        { "withdrawal", "approval", "entry-withdrawn" },
        { "withdrawal", "return", "entry-withdrawn" },
        { "withdrawal", "withdrawal", "entry-withdrawn" },
        { "withdrawal", "corrections", "entry-withdrawn" },
        { "approval withdrawal", "withdrawal", "withdrawal-pending" },
        { "approval withdrawal", "corrections", "withdrawal-pending" },
        { "approval withdrawal", "approval", "" },
        { "approval withdrawal", "return", "" },
        { "approval withdrawal approval", "corrections", "entry-withdrawn" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_step_is_taken_or_refused_by_what_came_before(string before, string step, string refused)
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var version = 1L;
        foreach (var done in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            version = (await TakeAsync(id, done, version)).Version;
        }

        var answer = await TakeAsync(id, step, version);
        (answer.Status, answer.Code ?? "").ShouldBe((refused.Length == 0 ? 200 : 409, refused));
        (await api.GetAsync($"/api/entries/{id}")).Version.ShouldBe(refused.Length == 0 ? version + 1 : version);
    }

    [Theory]
    [InlineData("corrections", "reason", "")]
    [InlineData("return", "comment", "  ")]
    [InlineData("withdrawal", "reason", null)]
    public async Task A_step_that_must_say_why_says_why(string step, string property, string? why)
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var body = new Dictionary<string, object?> { ["version"] = 1, [property] = why };
        if (step == "corrections")
        {
            (body["program"], body["occurredOn"], body["fields"]) = ("lectures", "2022-03-18", new { title = "另一讲" });
        }

        var silent = await api.PostAsync($"/api/entries/{id}/{step}", body);
        (silent.Status, silent.Code).ShouldBe((400, "content-invalid"));
        silent.PlacedFaults.ShouldBe([("reason-missing", property)]);
        body[property] = new string('长', 1001);
        (await api.PostAsync($"/api/entries/{id}/{step}", body)).PlacedFaults.ShouldBe([("text-too-long", property)]);
    }

    [Fact]
    public async Task A_correction_is_checked_like_a_report()
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var answer = await api.PostAsync($"/api/entries/{id}/corrections", new { version = 1, reason = "更正", program = "wanqi", occurredOn = "2999-01-01", fields = new { audience = -1 } });
        answer.PlacedFaults.ShouldBe([("day-in-future", "occurredOn"), ("number-too-small", "fields.audience"), ("field-missing", "fields.title")], ignoreOrder: true);
    }

    private Task<Answer> TakeAsync(Guid id, string step, long version) => step switch
    {
        "same" => CorrectAsync(id, version, 200),
        "corrections" => CorrectAsync(id, version, (int)(300 + version)),
        "approval" => api.PostAsync($"/api/entries/{id}/approval", new { version }),
        "return" => api.PostAsync($"/api/entries/{id}/return", new { version, comment = "请核对" }),
        _ => api.PostAsync($"/api/entries/{id}/withdrawal", new { version, reason = "重复报送" }),
    };

    private Task<Answer> CorrectAsync(Guid id, long version, int audience) => api.PostAsync(
        $"/api/entries/{id}/corrections", new { version, reason = "更正", program = "lectures", occurredOn = "2022-03-18", fields = new { title = "示例讲座", audience } });
}
