using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Commands;

/// <summary>P2: the same command id has one effect, for ever, and the same answer.</summary>
[Trait("promise", "P2")]
public sealed class OnceTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public async Task P2_A_command_sent_many_times_at_once_and_again_after_a_restart_has_one_effect_and_one_answer(int times)
    {
        var (key, lecture) = ($"once-{times}", JsonSerializer.Serialize(Requests.Lecture(title: $"一次 {times}")));
        var before = await api.CountAsync("wt.mt_events");
        var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => api.PostAsync("/api/entries", lecture, key)));
        await api.RestartAsync();
        var after = await api.PostAsync("/api/entries", lecture, key);

        answers.Append(after).Select(answer => (answer.Status, answer.Body)).Distinct().Count().ShouldBe(1);
        after.Status.ShouldBe(201);
        (await api.CountAsync("wt.mt_events")).ShouldBe(before + 1);
    }

    [Fact]
    public async Task P2_A_change_sent_again_answers_as_it_did_though_the_entry_has_moved_on()
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        var first = await api.PostAsync($"/api/entries/{id}/approval", new { version = 1 }, "approve-once");
        await api.PostAsync($"/api/entries/{id}/withdrawal", new { version = 2, reason = "重复报送" });
        var again = await api.PostAsync($"/api/entries/{id}/approval", new { version = 1 }, "approve-once");
        (again.Status, again.Body, again.ETag).ShouldBe((200, first.Body, first.ETag));
        (await api.GetAsync($"/api/entries/{id}")).Version.ShouldBe(3);
    }

    [Fact]
    public async Task P2_New_parties_named_by_many_commands_at_once_are_registered_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => api.PostAsync("/api/entries", Requests.Joined("示例同名企业", funds: n))));
        answers.ShouldAllBe(answer => answer.Status == 201);
        (await api.CountAsync("wt.party where name = '示例同名企业'")).ShouldBe(1);
        (await api.CountAsync($"wt.mt_events where stream_id = '{PartyName.IdOf("enterprise", "示例同名企业")}'")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_address_is_refused()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(), "one-key");
        foreach (var other in (Answer[])[
            await api.PostAsync("/api/entries", Requests.Lecture(audience: 201), "one-key"),
            await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 }, "one-key")])
        {
            (other.Status, other.Code).ShouldBe((409, "key-reused"));
            other.Json.GetProperty("detail").GetString()!.ShouldContain("请为新的内容使用新的编号");
        }
    }

    [Fact]
    public async Task A_key_that_is_the_id_of_something_else_is_refused()
    {
        // As if a party, or an entry of an import, had been begun under the id.
        var entry = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        await api.ExecuteAsync($"delete from wt.command where id = '{entry}'");
        var taken = await api.PostAsync("/api/entries", Requests.Lecture(audience: 7), entry.ToString());
        (taken.Status, taken.Code).ShouldBe((409, "key-reused"));
    }

    [Theory]
    [InlineData("00000000-0000-8000-8000-00000000000c")]
    [InlineData("00000000-0000-8000-8000-00000000000D")]
    public async Task A_key_cannot_reach_the_streams_of_the_program_itself(string key)
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(), key);
        entry.Status.ShouldBe(201);
        entry.Id.ShouldNotBe(Guid.Parse(key));
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        (await api.PostAsync("/api/entries", Requests.Lecture(day: "2999-01-01"), "refused-first")).Status.ShouldBe(400);
        (await api.PostAsync("/api/entries", Requests.Lecture(), "refused-first")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Many_commands_at_once_after_a_start_do_not_wait_for_each_others_connections()
    {
        await api.RestartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => api.PostAsync("/api/entries", Requests.Lecture())));
        answers.ShouldAllBe(answer => answer.Status == 201);
    }

    [Fact]
    public async Task Every_event_says_who_why_and_by_which_command()
    {
        var key = Guid.NewGuid();
        await api.PostAsync("/api/entries", Requests.Joined("示例留痕企业"), key.ToString());
        (await api.CountAsync($"wt.mt_events where causation_id = '{key}' and user_name = 'worker' and correlation_id <> '' and headers ->> 'roles' <> '' and headers ->> 'address' = '127.0.0.1'")).ShouldBe(2);
    }
}
