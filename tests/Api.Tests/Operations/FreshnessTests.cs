using System.Diagnostics;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Tests.Operations;

public sealed class FreshnessTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task A_lone_entry_on_a_quiet_system_is_in_the_total_within_300_milliseconds()
    {
        var totals = api.Services.GetRequiredService<TotalsReader>();
        var waits = new List<double>();
        for (var at = 0; at < 7; at++)
        {
            await Task.Delay(400, TestContext.Current.CancellationToken);
            var entry = await api.PostAsync("/api/entries", Requests.Lecture("2013-05-06"));
            var answered = Stopwatch.GetTimestamp();
            (await totals.WaitForAsync(entry.Position, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBeTrue();
            waits.Add(Stopwatch.GetElapsedTime(answered).TotalMilliseconds);
        }

        // The first ones warm the program up; one of the rest may meet a busy machine.
        waits.Skip(2).Order().ElementAt(3).ShouldBeLessThan(300);
    }

    [Fact]
    public async Task Readiness_tells_the_position_and_that_nothing_waits()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2012-05-06"));
        (await api.Services.GetRequiredService<TotalsReader>().WaitForAsync(entry.Position, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldBeTrue();
        var ready = await api.GetAsync("/health/ready");
        ready.Status.ShouldBe(200);
        ready.Json.GetProperty("checks").GetProperty("totals").GetProperty("data").GetProperty("position").GetInt64().ShouldBeGreaterThanOrEqualTo(entry.Position);
        (await api.GetAsync("/health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_metrics_page_tells_lag_and_position()
    {
        var page = await api.GetAsync("/metrics");
        page.Body.ShouldContain("worktracker_totals_position");
        page.Body.ShouldContain("worktracker_totals_behind");
    }

    [Fact]
    public async Task P6_Totals_stay_readable_and_the_same_while_everything_is_counted_anew()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2011-05-06", 11));
        const string Address = "/api/totals?metrics=lectures.audience&window=2011&basis=reported";
        (await ValueAsync($"{Address}&minPosition={entry.Position}")).ShouldBe(11);
        await using var owner = NpgsqlDataSource.Create(api.ConnectionString);
        var rebuild = new TotalsRebuild(api.Services.GetRequiredService<IDocumentStore>(), owner, appRole: null).RunAsync(cancellation: TestContext.Current.CancellationToken);
        var reads = 0;
        while (!rebuild.IsCompleted)
        {
            (await ValueAsync(Address)).ShouldBe(11);
            reads++;
        }

        (await rebuild).ShouldBeGreaterThan(0);
        reads.ShouldBeGreaterThan(0);
        (await ValueAsync(Address)).ShouldBe(11);
        var after = await api.PostAsync("/api/entries", Requests.Lecture("2011-05-07", 4));
        (await ValueAsync($"{Address}&minPosition={after.Position}")).ShouldBe(15);
    }

    private async Task<decimal> ValueAsync(string address) => (await api.GetAsync(address)).Json.GetProperty("totals")[0].GetProperty("value").GetDecimal();
}
