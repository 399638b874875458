using System.CommandLine;
using System.Diagnostics;
using Marten;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>rebuild</c>: folds every event anew beside the kept totals and swaps them in; totals stay readable meanwhile.</summary>
internal static class RebuildCommand
{
    private sealed record Rebuilt(long Events, double Seconds, double EventsPerSecond);

    public static void AddTo(RootCommand root)
    {
        var rebuild = new Command("rebuild", VerbTexts.Rebuild) { Output.Json };
        rebuild.SetAction(RunAsync);
        root.Add(rebuild);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await using var owner = opened.OpenOwnerSource();
        var clock = Stopwatch.StartNew();
        using var progress = new Progress<(long Position, long Goal)>(at => VerbTexts.Progress.With(at.Position, at.Goal));
        var events = await new TotalsRebuild(opened.App.Services.GetRequiredService<IDocumentStore>(), owner, opened.Database.AppRole).RunAsync(progress, cancellation);
        var rebuilt = new Rebuilt(events, Math.Round(clock.Elapsed.TotalSeconds, 2), Math.Round(events / clock.Elapsed.TotalSeconds));
        if (line.GetValue(Output.Json))
        {
            return Output.Write(rebuilt);
        }

        Console.WriteLine(VerbTexts.Rebuilt.With(rebuilt.Events, rebuilt.Seconds, rebuilt.EventsPerSecond));
        return 0;
    }
}
