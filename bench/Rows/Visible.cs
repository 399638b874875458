using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Imports;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Bench.Rows;

/// <summary>
/// From the answer to a reporter over HTTP until the total's position has passed it, at 200 entries a second whether or not answers come back in time;
/// first alone, then beside imports of 10,000 rows and a verification of 200,000 entries.
/// </summary>
internal static class Visible
{
    private const int PerSecond = 200;
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("visible", await stores.FilledAsync(Entries, Parties));
        await using var app = WorkTrackerHost.Build(Database.At(connection), BenchUser.Settings);
        await app.StartAsync();
        using var http = await BenchUser.ClientAsync(app, Role.Reporter, Grant.Everywhere);
        var sample = new SampleEntries(2, Parties);
        await DelaysAsync(http, connection, sample, () => Task.Delay(Span / 3));

        var alone = await DelaysAsync(http, connection, sample, () => Task.Delay(Span));
        var beside = await DelaysAsync(http, connection, sample, () => BusyAsync(app.Services, sample));
        await app.StopAsync();
        await app.DisposeAsync();
        await stores.Server.DropAsync(connection);
        return
        [
            .. Figures("acknowledged → in the total, 200 entries/s", alone, 60, 200),
            .. Figures("the same beside imports and a verification", beside, null, 1000),
        ];
    }

    private static IEnumerable<Figure> Figures(string what, IReadOnlyList<double> delays, double? median, double p99)
    {
        var (half, most) = (Measured.Median(delays), Measured.Quantile(delays, 0.99));
        yield return median is { } wanted
            ? Figure.Under($"{what}: median", $"{half:N0} ms", half, wanted, "ms")
            : Figure.Reported($"{what}: median", $"{half:N0} ms");
        yield return Figure.Under($"{what}: p99", $"{most:N0} ms of {delays.Count:N0}", most, p99, "ms");
    }

    /// <summary>Two imports and one verification, at the same time.</summary>
    private static async Task BusyAsync(IServiceProvider services, SampleEntries sample)
    {
        var files = new[] { Import.File(sample), Import.File(sample) };
        var verifying = Task.Run(() => Verification.RunAsync(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<NpgsqlDataSource>()));
        foreach (var file in files)
        {
            var seconds = await Measured.SecondsAsync(() => Import.StoreAsync(services.GetRequiredService<ImportCommands>(), file));
            Progress.Say($"an import beside it took {seconds:F1} s");
        }

        var report = await verifying;
        Progress.Say($"the verification beside it took {report.Duration.TotalSeconds:F1} s and found {report.Found.Values.Sum()} differences");
    }

    /// <summary>Milliseconds for each entry reported while something else goes on.</summary>
    private static async Task<IReadOnlyList<double>> DelaysAsync(HttpClient http, string connection, SampleEntries sample, Func<Task> meanwhile)
    {
        var acknowledged = new ConcurrentBag<(long Position, long At)>();
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(connection, stop.Token);
        var (started, sent, going) = (Stopwatch.GetTimestamp(), new List<Task>(), Task.Run(meanwhile));
        while (!going.IsCompleted)
        {
            while (sent.Count < Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond)
            {
                sent.Add(ReportAsync(http, sample.Next(), acknowledged));
            }

            await Task.Delay(2, CancellationToken.None);
        }

        await going;
        await Task.WhenAll(sent);
        await stop.CancelAsync();
        var passed = await watching;
        return [.. acknowledged.Select(answer => Math.Max(0, Stopwatch.GetElapsedTime(answer.At, When(passed, answer.Position)).TotalMilliseconds))];
    }

    private static async Task ReportAsync(HttpClient http, SampleEntry entry, ConcurrentBag<(long, long)> acknowledged)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/entries") { Content = JsonContent.Create(entry.Body) };
        request.Headers.Add(CommandId.Header, entry.Id.ToString());
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        acknowledged.Add((answer.GetProperty("position").GetInt64(), Stopwatch.GetTimestamp()));
    }

    /// <summary>When the position of totals was seen to move, and to where; until told to stop and everything stored is counted.</summary>
    private static async Task<List<(long Position, long At)>> WatchAsync(string connection, CancellationToken stop)
    {
        var (seen, began) = (new List<(long Position, long At)>(), 0L);
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(
            $"select last_seq_id, (select max(seq_id) from wt.mt_events) from wt.mt_event_progression where name = '{AllProjections.TotalsShard}'", opened);
        await command.PrepareAsync(CancellationToken.None);
        while (true)
        {
            await using (var row = await command.ExecuteReaderAsync(CancellationToken.None))
            {
                await row.ReadAsync(CancellationToken.None);
                if (seen.Count == 0 || row.GetInt64(0) != seen[^1].Position)
                {
                    seen.Add((row.GetInt64(0), Stopwatch.GetTimestamp()));
                }

                began = stop.IsCancellationRequested && began == 0 ? Stopwatch.GetTimestamp() : began;
                if (stop.IsCancellationRequested && row.GetInt64(0) >= row.GetInt64(1))
                {
                    return seen;
                }
            }

            if (began != 0 && Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException("Totals do not follow.");
            }

            await Task.Delay(2, CancellationToken.None);
        }
    }

    private static long When(List<(long Position, long At)> passed, long position)
    {
        var at = passed.FindIndex(seen => seen.Position >= position);
        return passed[at].At;
    }
}
