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
            var folder = line.GetRequiredValue(Folder);
            if (SampleLoader.Missing(folder) is { } missing)
            {
                return Output.Refuse([new("sample-incomplete", "", folder, missing)]);
            }

            await using var opened = await OpenedProgram.OpenAsync(cancellation);
            var loaded = await RunAsync(opened, folder, cancellation);
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

    internal static async Task<LoadedSample> RunAsync(OpenedProgram opened, string folder, CancellationToken cancellation)
    {
        using var progress = new Progress<string>(file => VerbTexts.Seeding.With(file));
        return await opened.App.Services.GetRequiredService<SampleLoader>().LoadAsync(folder, progress, cancellation);
    }
}
