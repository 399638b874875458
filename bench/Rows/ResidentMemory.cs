using WorkTracker.Bench.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Bench.Rows;

/// <summary>The real program as a process on a store of 200,000 entries: projects them all, answers the dashboard, and then what is resident.</summary>
internal static class ResidentMemory
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private const string Serving = "http://127.0.0.1:";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("memory", await stores.EventsAsync(Entries, Parties));
        using var process = ChildRun.Start(connection, "serve");
        try
        {
            using var http = await BenchUser.ClientAsync(connection, await AddressAsync(process.StandardOutput), Role.Leader);
            http.Timeout = Limit;
            _ = process.StandardError.ReadToEndAsync();
            await CountedAsync(connection);
            for (var look = 0; look < 20; look++)
            {
                await http.GetStringAsync("/api/totals?window=2022&compare=previous-year");
            }

            var (resident, peak) = (Memory.Resident(process.Id), Memory.Peak(process.Id));
            return [Figure.Under("resident memory of the API after 200,000 entries", $"{resident:N0} MB (peak {peak:N0} MB)", resident, 400, "MB")];
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            await stores.Server.DropAsync(connection);
        }
    }

    private static async Task<string> AddressAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Serving, StringComparison.Ordinal) is var at and >= 0)
            {
                return new string([.. line[at..].TakeWhile(c => c is >= '!' and <= '~')]);
            }
        }

        throw new InvalidOperationException("The program did not start.");
    }

    private static async Task CountedAsync(string connection)
    {
        for (var started = DateTime.UtcNow; DateTime.UtcNow - started < Limit; await Task.Delay(200))
        {
            if (await BenchServer.TextAsync(connection, $"""
                select coalesce((select last_seq_id from wt.mt_event_progression where name = '{Projections.AllProjections.TotalsShard}'), 0) >= (select max(seq_id) from wt.mt_events)
                """) == "True")
            {
                return;
            }
        }

        throw new TimeoutException("The totals did not come to the last event.");
    }
}
