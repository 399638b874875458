using WorkTracker.Bench.Running;

namespace WorkTracker.Bench.Rows;

/// <summary>What a hundred times as many entries and parties cost the reader of the dashboard.</summary>
internal static class Growth
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        await using var large = await Dashboard.Reading.WarmAsync(await stores.FilledAsync(Million.Entries, Million.Parties));
        await using var small = await Dashboard.Reading.WarmAsync(await stores.FilledAsync(10_000, 1_000));
        var (ours, limit) = await Measured.InTurnsAsync(
            5, large.SecondsAsync, small.SecondsAsync);
        return [Figure.Within("dashboard at 1,000,000 entries, 100,000 parties", $"{ours * 1000:N1} ms", $"at 10,000 and 1,000: {limit * 1000:N1} ms", ours / limit, 1.3)];
    }
}
