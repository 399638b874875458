using System.Diagnostics;
using System.Globalization;
using WorkTracker.Bench.Running;
using WorkTracker.Projections;

namespace WorkTracker.Bench.Rows;

/// <summary>Resident memory of the served program, in a process of its own, once it has projected 200,000 entries and answered.</summary>
internal static class Residence
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("residence", await stores.EventsAsync(Entries, Parties));
        using var served = ChildRun.Start(connection, "serve");
        try
        {
            var address = await AddressAsync(served);
            var clock = Stopwatch.StartNew();
            while (await PositionAsync(connection) < Entries)
            {
                if (served.HasExited || clock.Elapsed > Patience)
                {
                    throw new InvalidOperationException("The served program does not keep up.");
                }

                await Task.Delay(200);
            }

            using var http = new HttpClient { BaseAddress = address };
            for (var request = 0; request < 50; request++)
            {
                await http.GetStringAsync($"/api/totals?metrics=wanqi.joins,visits.enterprises,projects.investment&department={City.Departments.City}&window=2022");
            }

            var (now, peak) = (Memory.Resident(served.Id), Memory.Peak(served.Id));
            return [Figure.Under("resident memory of the API after 200,000 entries", $"{now:N0} MB, peak {peak:N0} MB", now, 400, "MB")];
        }
        finally
        {
            served.Kill();
            await served.WaitForExitAsync();
            await stores.Server.DropAsync(connection);
        }
    }

    /// <summary>The program says where it serves, in words; the rest of what it says is let go.</summary>
    private static async Task<Uri> AddressAsync(Process served)
    {
        _ = served.StandardError.BaseStream.CopyToAsync(Stream.Null);
        while (await served.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
            {
                _ = served.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return new(line[at..].Split(' ', '，', '。', '（')[0]);
            }
        }

        throw new InvalidOperationException("The served program ended without serving.");
    }

    private static async Task<long> PositionAsync(string connection) => long.Parse(
        await BenchServer.TextAsync(connection, $"select coalesce((select last_seq_id from wt.mt_event_progression where name = '{AllProjections.TotalsShard}'), 0)"),
        CultureInfo.InvariantCulture);
}
