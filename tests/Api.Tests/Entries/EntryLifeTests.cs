using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Entries;

public sealed class EntryLifeTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task A_reported_entry_is_in_the_reported_total_and_not_in_the_approved_one()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2021-05-06", 120));
        entry.Status.ShouldBe(201);
        var reported = await api.GetAsync($"/api/totals?metrics=lectures.audience&window=2021-05&basis=reported&minPosition={entry.Position}");
        reported.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(120);
        var approved = await api.GetAsync("/api/totals?metrics=lectures.audience&window=2021-05");
        approved.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_goes_from_reported_over_returned_and_corrected_to_approved_and_its_history_tells_it()
    {
        var id = (await api.PostAsync("/api/entries", Requests.Lecture())).Id;
        (await api.PostAsync($"/api/entries/{id}/return", new { version = 1, comment = "请核对人数" })).Version.ShouldBe(2);
        (await api.PostAsync($"/api/entries/{id}/corrections", new
        {
            version = 2, reason = "已核对", program = "lectures", occurredOn = "2022-03-18", fields = new { title = "示例讲座", audience = 210 },
        })).Version.ShouldBe(3);
        (await api.PostAsync($"/api/entries/{id}/approval", new { version = 3 })).Version.ShouldBe(4);

        var entry = await api.GetAsync($"/api/entries/{id}");
        entry.Json.GetProperty("status").GetString().ShouldBe("approved");
        entry.ETag.ShouldBe("W/\"4\"");
        var history = await api.GetAsync($"/api/entries/{id}/history");
        history.Json.EnumerateArray().Select(step => step.GetProperty("step").GetString())
            .ShouldBe(["entry_reported", "entry_returned", "entry_corrected", "entry_approved"]);
        history.Json[1].GetProperty("why").GetString().ShouldBe("请核对人数");
        history.Json[0].GetProperty("by").GetString().ShouldBe("worker");
    }
}
