using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Entries;

public sealed class EntryListTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task Pages_hold_each_entry_once_newest_first_though_others_report_meanwhile()
    {
        var reported = new List<Guid>();
        for (var n = 0; n < 7; n++)
        {
            reported.Add((await api.PostAsync("/api/entries", Requests.Lecture("2017-03-01", title: $"第{n}讲"))).Id);
        }

        await api.SeenAsync();
        var seen = new List<Guid>();
        for (string? after = ""; after is not null;)
        {
            var page = (await api.GetAsync($"/api/entries?kind=lecture-held&from=2017-03-01&to=2017-03-31&limit=3&after={after}")).Json;
            seen.AddRange(Ids(page));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            await api.PostAsync("/api/entries", Requests.Lecture("2017-03-02", title: "后来的一讲"));
            await api.SeenAsync();
        }

        seen.ShouldBe(Enumerable.Reverse(reported));
    }

    [Fact]
    public async Task A_screen_that_has_just_reported_waits_for_its_own_entry()
    {
        await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand("lock table totals.entry in exclusive mode", connection))
        {
            // Nothing is counted while this is held.
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var own = await api.PostAsync("/api/entries", Requests.Lecture("2013-03-01"));
        var asked = api.GetAsync($"/api/entries?from=2013-03-01&to=2013-03-01&minPosition={own.Position}");
        (await Task.WhenAny(asked, Task.Delay(500, TestContext.Current.CancellationToken))).ShouldNotBe(asked);
        await held.RollbackAsync(TestContext.Current.CancellationToken);
        var page = (await asked).Json;
        Ids(page).ShouldBe([own.Id]);
        page.GetProperty("position").GetInt64().ShouldBeGreaterThanOrEqualTo(own.Position);
    }

    [Theory]
    [InlineData("/api/entries?minPosition=soon")]
    [InlineData("/api/entries?minPosition=-1")]
    [InlineData("/api/totals?window=2013&minPosition=99999999999999999999")]
    [InlineData("/api/reports/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/moved?minPosition=x")]
    public async Task A_position_to_wait_for_is_a_number(string address)
    {
        var answer = await api.GetAsync(address);
        (answer.Status, answer.Code).ShouldBe((400, "query-invalid"));
        answer.PlacedFaults.ShouldBe([("min-position-invalid", "minPosition")]);
    }

    [Fact]
    public async Task Every_read_of_what_the_projection_keeps_tells_in_its_description_that_it_can_wait()
    {
        var paths = (await api.GetAsync("/openapi/v1.json")).Json.GetProperty("paths");
        (from path in paths.EnumerateObject()
         from operation in path.Value.EnumerateObject()
         where operation.Value.TryGetProperty("parameters", out var parameters) && parameters.EnumerateArray().Any(one => one.GetProperty("name").GetString() == "minPosition")
         select operation.Value.GetProperty("operationId").GetString()).Order().ShouldBe(
            ["draftReport", "followTotals", "getBreakdown", "getEntriesBehind", "getMovedFigures", "getTotals", "listEntries", "putCatalog", "refreshReport"]);
    }

    [Fact]
    public async Task A_department_means_all_below_it_and_filters_narrow_together()
    {
        var own = (await api.PostAsync("/api/entries", Requests.Lecture("2016-03-01"))).Id;
        var other = (await api.PostAsync("/api/entries", Requests.Lecture("2016-03-02", department: TestCatalog.OtherCounty))).Id;
        var joined = (await api.PostAsync("/api/entries", Requests.Joined("示例筛选企业", "2016-03-03"))).Id;
        await api.PostAsync($"/api/entries/{joined}/approval", new { version = 1 });
        await api.SeenAsync();

        (await ListAsync("department=431000")).ShouldBe([joined, other, own]);
        (await ListAsync("department=431002")).ShouldBe([joined, own]);
        (await ListAsync("kind=lecture-held")).ShouldBe([other, own]);
        (await ListAsync("program=wanqi")).ShouldBe([joined]);
        (await ListAsync("status=approved")).ShouldBe([joined]);
        (await ListAsync("from=2016-03-02&to=2016-03-02")).ShouldBe([other]);
        (await ListAsync("department=431002&status=submitted&kind=enterprise-joined")).ShouldBeEmpty();

        async Task<IEnumerable<Guid>> ListAsync(string filter) => Ids((await api.GetAsync($"/api/entries?{filter}{(filter.Contains("from", StringComparison.Ordinal) ? "" : "&from=2016-01-01&to=2016-12-31")}")).Json);
    }

    [Fact]
    public async Task A_listed_entry_names_its_parties_and_what_it_is()
    {
        await api.PostAsync("/api/entries", Requests.Joined(new { name = "示例列名企业" }, "2015-03-01", funds: "1200000.50"));
        await api.SeenAsync();
        var entry = (await api.GetAsync("/api/entries?from=2015-01-01&to=2015-12-31")).Json.GetProperty("entries")[0];
        entry.GetProperty("status").GetString().ShouldBe("submitted");
        entry.GetProperty("department").GetProperty("name").GetString().ShouldBe("甲县");
        var fields = entry.GetProperty("submitted").GetProperty("fields");
        fields.GetProperty("enterprise")[0].GetProperty("name").GetString().ShouldBe("示例列名企业");
        fields.GetProperty("funds").GetDecimal().ShouldBe(1_200_000.50m);
    }

    private static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetGuid());
}
