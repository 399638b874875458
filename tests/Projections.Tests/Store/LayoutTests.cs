using WorkTracker.Projections.Store;
using WorkTracker.Projections.Tests.Daemon;
using WorkTracker.Projections.Tests.Histories;
using WorkTracker.Projections.Tests.Totals;

namespace WorkTracker.Projections.Tests.Store;

/// <summary>P5 over an upgrade: totals kept by another version of the program are never answered from, but counted anew.</summary>
[Trait("promise", "P5")]
public sealed class LayoutTests
{
    [Fact]
    public async Task Totals_kept_in_another_layout_are_counted_anew_and_those_of_this_one_are_kept()
    {
        await using var store = await TestStore.CreateAsync();
        var random = new Random(11);
        await store.AppendAsync(new RandomHistory(11, 80), .., random);
        await store.FoldAsync(1000);
        var stored = await store.StoredAsync();

        await MigrateAsync(store);
        (await store.Reader.StandingAsync()).Position.ShouldBe(stored[^1].Position, "The same layout stays.");

        await using (var other = store.Source.CreateCommand("update totals.cell set value = value + 1; comment on schema totals is 'layout 1'"))
        {
            await other.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await MigrateAsync(store);
        (await store.Reader.StandingAsync()).Position.ShouldBe(0);
        await using var daemon = await RunningDaemon.StartAsync(store);
        await daemon.PassAsync(stored[^1].Position);
        await HistoryCheck.EverythingAsync(store, stored, random);
    }

    private static Task MigrateAsync(TestStore store) =>
        SchemaMigration.ApplyAsync(store.Store, store.Source, appRole: null, TestContext.Current.CancellationToken);
}
