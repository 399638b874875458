using System.Collections.Concurrent;

namespace WorkTracker.Projections.Tests.Totals;

/// <summary>A few stores for many histories, emptied in between.</summary>
public sealed class StorePool : IAsyncDisposable
{
    private readonly ConcurrentBag<TestStore> free = [];

    public async Task<Loan> BorrowAsync()
    {
        if (!free.TryTake(out var store))
        {
            return new(this, await TestStore.CreateAsync());
        }

        await store.ClearAsync();
        return new(this, store);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in free)
        {
            await store.DisposeAsync();
        }
    }

    public sealed class Loan(StorePool pool, TestStore store) : IAsyncDisposable
    {
        public TestStore Store => store;

        public ValueTask DisposeAsync()
        {
            pool.free.Add(store);
            return ValueTask.CompletedTask;
        }
    }
}
