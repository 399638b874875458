using System.Collections.Concurrent;
using System.Globalization;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>
/// P5 to P8, P12: whatever happens, in whatever order and pages, totals are what the plainest telling says.
/// WORKTRACKER_HISTORIES sets how many histories, WORKTRACKER_SEED the first seed.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly int Count = Setting("WORKTRACKER_HISTORIES", 300);
    private static readonly int Seed = Setting("WORKTRACKER_SEED", Environment.TickCount & 0xffffff);

    [Fact]
    public async Task Totals_of_any_history_equal_the_reference()
    {
        output.WriteLine($"{Count} histories from seed {Seed}");
        var failures = new ConcurrentBag<(int Seed, string What)>();
        await using var stores = new StorePool();
        await Parallel.ForEachAsync(Enumerable.Range(Seed, Count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            try
            {
                await using var lent = await stores.BorrowAsync();
                await TellAsync(seed, lent.Store);
            }
            catch (Exception failure)
            {
                failures.Add((seed, failure is ShouldAssertException ? failure.Message : failure.ToString()));
            }
        });
        failures.OrderBy(failure => failure.Seed)
            .Select(failure => $"WORKTRACKER_HISTORIES=1 WORKTRACKER_SEED={failure.Seed}: {failure.What}")
            .ShouldBeEmpty();
    }

    /// <summary>Half the history, folded somewhere into it, perhaps rebuilt; then the rest, folded on.</summary>
    private static async Task TellAsync(int seed, TestStore store)
    {
        var random = new Random(seed);
        var history = new RandomHistory(seed, random.Next(20, 120));
        var half = history.Events.Count / 2;
        int[] Pages() => [.. Enumerable.Range(0, 5).Select(_ => random.Next(0, 25)), 7];

        await store.AppendAsync(history, ..half, random);
        await store.FoldAsync(Pages(), upTo: random.Next(half / 2, half + 1));
        if (random.Next(3) == 0)
        {
            await new TotalsRebuild(store.Store, store.Source, appRole: null).RunAsync();
        }

        await store.AppendAsync(history, half.., random);
        await store.FoldAsync(Pages());
        await HistoryCheck.EverythingAsync(store, await store.StoredAsync(), random);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
