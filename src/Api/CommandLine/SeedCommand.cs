using System.CommandLine;
using WorkTracker.Api.Samples;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>seed</c>: loads a sample. Done again it changes nothing.</summary>
internal static class SeedCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = VerbTexts.SeedFolder };

    public static void AddTo(RootCommand root)
    {
        var seed = new Command("seed", VerbTexts.Seed) { Folder, Output.Json };
        seed.SetAction(async (line, cancellation) =>
        {
            await using var opened = await OpenedProgram.OpenAsync(cancellation);
            var loaded = await RunAsync(opened, line.GetRequiredValue(Folder), cancellation);
            await opened.CatchUpAsync(cancellation);
            if (line.GetValue(Output.Json))
            {
                return Output.Write(loaded);
            }

            Console.WriteLine(VerbTexts.Seeded.With(loaded.Entries, loaded.Steps, loaded.Position));
            return 0;
        });
        root.Add(seed);
    }

    internal static Task<LoadedSample> RunAsync(OpenedProgram opened, string folder, CancellationToken cancellation) =>
        opened.App.Services.GetRequiredService<SampleLoader>().LoadAsync(folder, new Progress<string>(Console.Error.WriteLine), cancellation);
}
