using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Commands;

/// <summary>P4: a change names the version it saw; a stale one is refused with the current state.</summary>
[Trait("promise", "P4")]
public sealed class StaleTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task P4_Of_many_who_saw_the_same_version_exactly_one_wins_and_the_others_see_what_is_there_now(int editors)
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var answers = await Task.WhenAll(Enumerable.Range(1, editors).Select(n => api.PostAsync($"/api/entries/{id}/corrections", Correction(version: 1, audience: 1000 + n))));

        var won = answers.Where(answer => answer.Status == 200).ShouldHaveSingleItem();
        won.Version.ShouldBe(2);
        var kept = (await api.GetAsync($"/api/entries/{id}")).Json;
        foreach (var lost in answers.Where(answer => answer != won))
        {
            (lost.Status, lost.Code).ShouldBe((409, "stale-version"));
            var current = lost.Json.GetProperty("current");
            current.GetProperty("version").GetInt64().ShouldBe(2);
            current.GetProperty("submitted").GetRawText().ShouldBe(kept.GetProperty("submitted").GetRawText());
        }
    }

    [Fact]
    public async Task P4_Different_changes_of_one_version_are_one_winner_too()
    {
        for (var round = 0; round < 5; round++)
        {
            var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
            var answers = await Task.WhenAll(
                api.PostAsync($"/api/entries/{id}/approval", new { version = 1 }),
                api.PostAsync($"/api/entries/{id}/return", new { version = 1, comment = "请核对" }),
                api.PostAsync($"/api/entries/{id}/withdrawal", new { version = 1, reason = "重复" }),
                api.PostAsync($"/api/entries/{id}/corrections", Correction(1, 77)));
            answers.Select(answer => answer.Status).Order().ShouldBe([200, 409, 409, 409]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(99)]
    [InlineData(long.MaxValue)]
    public async Task A_version_that_is_not_there_yet_is_as_stale_as_an_old_one(long version)
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var answer = await api.PostAsync($"/api/entries/{id}/approval", new { version });
        (answer.Status, answer.Code).ShouldBe((409, "stale-version"));
    }

    private static object Correction(long version, int audience) => new
    {
        version, reason = "人数重新核对", program = "lectures", occurredOn = "2022-03-18", fields = new { title = "示例讲座", audience },
    };
}
