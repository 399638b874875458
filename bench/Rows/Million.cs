using System.Text.Json;
using WorkTracker.Bench.Running;

namespace WorkTracker.Bench.Rows;

/// <summary>Counting everything anew and proving it, by the verbs, at a million entries of 100,000 parties.</summary>
internal static class Million
{
    public const int Entries = 1_000_000;
    public const int Parties = 100_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var filled = await stores.FilledAsync(Entries, Parties);
        var rebuild = stores.FillingOf(filled);
        var verify = await ChildRun.OfAsync(filled, "verify", "--json");
        var report = JsonDocument.Parse(verify.Output).RootElement;
        if (!report.GetProperty("isRight").GetBoolean())
        {
            throw new InvalidOperationException("The store does not verify.");
        }

        return
        [
            Figure.Reported("rebuild at 1,000,000 entries", $"{Entries / rebuild.Duration.TotalSeconds:N0} events/s, peak {rebuild.PeakMegabytes:N0} MB"),
            Figure.Reported("verify at 1,000,000 entries", $"{Entries / verify.Duration.TotalSeconds:N0} events/s, {verify.Duration.TotalSeconds:N0} s, peak {verify.PeakMegabytes:N0} MB"),
        ];
    }
}
