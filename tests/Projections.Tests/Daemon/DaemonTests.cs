using JasperFx;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Projections.Tests.Histories;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Tests.Verification;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Daemon;

/// <summary>The projection as it runs: pages that the daemon cuts, written in the daemon's transactions.</summary>
public sealed class DaemonTests
{
    private static readonly Guid Held = new("33333333-3333-4333-8333-333333333333");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_history_told_while_the_daemon_runs_and_restarts_equals_the_reference(int seed)
    {
        await using var store = await TestStore.CreateAsync();
        var random = new Random(seed);
        var history = new RandomHistory(seed, 150);
        var half = history.Events.Count / 2;
        await using (await RunningDaemon.StartAsync(store))
        {
            await store.AppendAsync(history, ..half, random);
        }

        await using var daemon = await RunningDaemon.StartAsync(store);
        await store.AppendAsync(history, half.., random);
        var stored = await store.StoredAsync();
        await daemon.PassAsync(stored[^1].Position);
        await HistoryCheck.EverythingAsync(store, stored, random);
    }

    [Fact]
    public async Task An_append_held_open_for_ten_seconds_is_not_skipped()
    {
        await using var store = await TestStore.CreateAsync();
        await using var daemon = await RunningDaemon.StartAsync(store);
        var (random, history) = (new Random(7), new RandomHistory(7, 60));
        var half = history.Events.Count / 2;
        await store.AppendAsync(history, ..half, random);

        await using (var slow = await store.Source.OpenConnectionAsync())
        {
            await using var transaction = await slow.BeginTransactionAsync();
            var number = await ReportByHandAsync(slow);
            await store.AppendAsync(history, half.., random);
            await Task.Delay(TimeSpan.FromSeconds(10));
            (await store.Reader.StandingAsync()).Position.ShouldBeLessThan(number);
            await transaction.CommitAsync();
        }

        var stored = await store.StoredAsync();
        await daemon.PassAsync(stored[^1].Position);
        stored.ShouldContain(e => e.Stream == Held);
        await HistoryCheck.EverythingAsync(store, stored, random);
    }

    [Fact]
    public async Task A_poisoned_event_stops_the_shard_and_what_was_before_stays_right()
    {
        await using var store = await TestStore.CreateAsync();
        await using var daemon = await RunningDaemon.StartAsync(store);
        var (random, history) = (new Random(8), new RandomHistory(8, 60));
        await store.AppendAsync(history, ..^5, random);
        var before = await store.StoredAsync();
        await daemon.PassAsync(before[^1].Position);

        await ExecuteAsync(store, """
            set session_replication_role = replica;
            insert into wt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('wt.mt_events_sequence'), gen_random_uuid(), stream_id, 999, '{"department": 5}', 'entry_reported', now(), tenant_id, mt_dotnet_type, false
            from wt.mt_events where type = 'entry_reported' limit 1;
            set session_replication_role = origin;
            """);
        await store.AppendAsync(history, ^5.., random);

        await StoppedAsync(daemon);
        (await store.Reader.StandingAsync()).Position.ShouldBe(before[^1].Position);
        (await store.Reader.StandingAsync()).Behind.ShouldBeGreaterThan(0);
        await HistoryCheck.EverythingAsync(store, before, random);
    }

    [Fact]
    public async Task Verify_finds_nothing_while_entries_are_reported_and_definitions_change()
    {
        await using var store = await TestStore.CreateAsync();
        await using var daemon = await RunningDaemon.StartAsync(store);
        var (random, history) = (new Random(9), new RandomHistory(9, 900));
        var appending = store.AppendAsync(history, .., random);
        var runs = 0;
        do
        {
            (await store.VerifyAsync()).Differences.ShouldBeEmpty();
            runs++;
        }
        while (!appending.IsCompleted || runs < 3);

        await appending;
        await daemon.PassAsync((await store.StoredAsync())[^1].Position);
        (await store.VerifyAsync()).IsRight.ShouldBeTrue();
    }

    /// <summary>Reads what a screen would, all the while: a rebuild neither hides totals nor shows them half done.</summary>
    [Fact]
    public async Task Everything_is_rebuilt_beside_the_daemon_and_its_readers()
    {
        await using var store = await TestStore.CreateAsync();
        await using var daemon = await RunningDaemon.StartAsync(store);
        var (random, history) = (new Random(10), new RandomHistory(10, 500));
        await store.AppendAsync(history, ..200, random);
        await daemon.PassAsync((await store.StoredAsync())[^1].Position);
        var appending = store.AppendAsync(history, 200.., random);
        var rebuilds = 0;
        do
        {
            var rebuilding = new TotalsRebuild(store.Store, store.Source, appRole: null).RunAsync();
            while (!rebuilding.IsCompleted)
            {
                await using var view = await store.Reader.OpenAsync();
                (await view.AnswerAsync([.. view.Knowledge.Definitions.CurrentMetrics.Where(metric => metric.Measure.IsKept)
                    .Select(metric => new Question(metric, view.Knowledge.Tree.Root!, Window.SinceTheBeginning(new(2022, 12, 31)), Basis.Reported))])).ShouldNotBeEmpty();
            }

            (await rebuilding).ShouldBeGreaterThan(0);
            rebuilds++;
        }
        while (!appending.IsCompleted || rebuilds < 2);

        await appending;
        var stored = await store.StoredAsync();
        await daemon.PassAsync(stored[^1].Position);
        await HistoryCheck.EverythingAsync(store, stored, random);
    }

    /// <summary>As Marten appends it, statement by statement: the sequence number is taken, the transaction stays open.</summary>
    private static async Task<long> ReportByHandAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("""
            with stream as (
                insert into wt.mt_streams (id, type, version, timestamp, created, tenant_id, is_archived)
                select @id, type, 1, now(), now(), tenant_id, false from wt.mt_streams where type = 'entry' limit 1)
            insert into wt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            select nextval('wt.mt_events_sequence'), gen_random_uuid(), @id, 1, data, type, now(), tenant_id, mt_dotnet_type, false
            from wt.mt_events where type = 'entry_reported' order by seq_id limit 1 returning seq_id
            """, connection);
        command.Parameters.AddWithValue("id", Held);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task StoppedAsync(RunningDaemon daemon)
    {
        for (var tries = 0; daemon.Status is AgentStatus.Running; tries++)
        {
            tries.ShouldBeLessThan(300, "The shard goes on.");
            await Task.Delay(100);
        }
    }

    private static async Task ExecuteAsync(TestStore store, string sql)
    {
        await using var command = store.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
