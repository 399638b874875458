using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Projections.Totals;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Api.Tests.Faults;

public sealed class KilledTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Writers = 8;

    /// <summary>So many are acknowledged at least before it is killed, however slow the machine.</summary>
    private const int EachTime = 12;

    /// <summary>What the client was told, by the command's id; null while it has had no answer.</summary>
    private readonly ConcurrentDictionary<Guid, long?> ledger = new();

    [Fact]
    public async Task P1_P2_Killed_three_times_under_load_the_program_has_lost_nothing_that_it_acknowledged_and_has_nothing_twice()
    {
        for (var round = 0; round < 3; round++)
        {
            using var child = await ChildApi.StartAsync(api.ConnectionString, api.Token);
            await ResendAsync(child.Http);
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, Writers).Select(_ => ReportAsync(child.Http, stop.Token)).ToArray();
            do
            {
                await Task.Delay(TimeSpan.FromMilliseconds(700), TestContext.Current.CancellationToken);
            }
            while (ledger.Values.Count(position => position != null) < (round + 1) * EachTime && !Array.TrueForAll(load, writer => writer.IsCompleted));

            await child.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(load);
        }

        await ResendAsync(api.Http);
        ledger.Count.ShouldBeGreaterThan(3 * EachTime);
        ledger.Values.ShouldAllBe(position => position != null);
        var totals = api.Services.GetRequiredService<TotalsReader>();
        (await totals.WaitForAsync(ledger.Values.Max()!.Value, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBeTrue();
        var counted = await api.GetAsync("/api/totals?metrics=lectures.sessions&window=2014&basis=reported");
        counted.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(ledger.Count);
        var report = await Verification.RunAsync(
            api.Services.GetRequiredService<IDocumentStore>(), api.Services.GetRequiredService<NpgsqlDataSource>(), cancellation: TestContext.Current.CancellationToken);
        report.Differences.ShouldBeEmpty();
    }

    private async Task ReportAsync(HttpClient http, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.NewGuid();
            ledger[id] = null;
            if (!await SendAsync(http, id))
            {
                return;
            }
        }
    }

    /// <summary>Everything without an answer is sent again, with its id.</summary>
    private async Task ResendAsync(HttpClient http)
    {
        foreach (var (id, _) in ledger.Where(entry => entry.Value is null).ToList())
        {
            (await SendAsync(http, id)).ShouldBeTrue();
        }
    }

    private async Task<bool> SendAsync(HttpClient http, Guid id)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/entries") { Content = JsonContent.Create(Requests.Lecture("2014-05-06", 1)) };
            request.Headers.Add(CommandId.Header, id.ToString());
            using var response = await http.SendAsync(request, CancellationToken.None);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
            answer.GetProperty("id").GetGuid().ShouldBe(id);
            ledger[id] = answer.GetProperty("position").GetInt64();
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or JsonException)
        {
            return false;
        }
    }
}
