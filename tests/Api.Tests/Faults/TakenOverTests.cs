using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Faults;

/// <summary>Several nodes on one database share one projection: whichever of them dies, totals go on.</summary>
public sealed class TakenOverTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task P1_When_the_node_that_counts_is_killed_another_goes_on_counting()
    {
        await api.StopAsync();
        using var counting = await ChildApi.StartAsync(api.ConnectionString, api.Token);
        await CountedAsync(counting.Http, await ReportAsync(counting.Http));

        using var other = await ChildApi.StartAsync(api.ConnectionString, api.Token);
        await CountedAsync(other.Http, await ReportAsync(other.Http));
        await counting.KillAsync();

        var clock = Stopwatch.StartNew();
        await CountedAsync(other.Http, await ReportAsync(other.Http));
        TestContext.Current.TestOutputHelper!.WriteLine($"Counted again after {clock.Elapsed.TotalSeconds:F1} s");
        var total = await other.Http.GetFromJsonAsync<JsonElement>("/api/totals?metrics=lectures.sessions&window=2013&basis=reported", Stop);
        total.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(3);
        await api.StartAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<long> ReportAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/entries") { Content = JsonContent.Create(Requests.Lecture("2013-05-06", 1)) };
        request.Headers.Add(CommandId.Header, Guid.NewGuid().ToString());
        using var response = await http.SendAsync(request, Stop);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("position").GetInt64();
    }

    private static async Task CountedAsync(HttpClient http, long position)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(50, Stop))
        {
            var answer = await http.GetFromJsonAsync<JsonElement>("/api/totals?metrics=lectures.sessions&window=2013&basis=reported", Stop);
            if (answer.GetProperty("position").GetInt64() >= position)
            {
                return;
            }
        }

        Assert.Fail($"Totals do not reach {position}.");
    }
}
