using WorkTracker.Bench.Running;

namespace WorkTracker.Bench.Rows;

/// <summary>The verbs <c>rebuild</c> and <c>verify</c> of the real program at 1,000,000 entries.</summary>
internal static class Proof
{
    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.FilledAsync(Growth.Entries, Growth.Parties);
        var rebuilt = stores.FillingOf(connection);
        var verified = await ChildRun.OfAsync(connection, "verify", "--json");
        return [Told("rebuild", rebuilt), Told("verify", verified)];
    }

    private static Figure Told(string verb, ChildRun run) => Figure.Reported(
        $"{verb} at 1,000,000 entries", $"{Growth.Entries / run.Duration.TotalSeconds:N0} events/s, {run.Duration.TotalSeconds:N0} s, peak {run.PeakMegabytes:N0} MB");
}
