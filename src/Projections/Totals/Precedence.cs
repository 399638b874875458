using Npgsql;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>People wait for totals, and nobody for what takes long anyway: that lets totals pass before it takes the machine.</summary>
internal static class Precedence
{
    /// <summary>So many events may wait to be counted while it begins.</summary>
    private const int MostBehind = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until totals have nearly all there is, and for so long at most.</summary>
    public static async Task LetTotalsPassAsync(NpgsqlConnection connection, TimeSpan longest, CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; waited < longest && await BehindAsync(connection, cancellation) > MostBehind; waited += Pause)
        {
            await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task<long> BehindAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Sql.Of($"""
            select coalesce((select max(seq_id) from wt.mt_events), 0)
                 - coalesce((select last_seq_id from wt.mt_event_progression where name = {AllProjections.TotalsShard}), 0)
            """).Command(connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
