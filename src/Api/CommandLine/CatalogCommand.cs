using System.CommandLine;
using System.Globalization;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>catalog</c>: loads a catalog document, or only shows what it would change.</summary>
internal static class CatalogCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = VerbTexts.CatalogFile };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = VerbTexts.CatalogDryRun };

    public static void AddTo(RootCommand root)
    {
        var catalog = new Command("catalog", VerbTexts.Catalog) { File, DryRun, Output.Json };
        catalog.SetAction(RunAsync);
        root.Add(catalog);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var path = line.GetRequiredValue(File);
        if (!path.Exists)
        {
            return Output.Refuse([new("file-missing", "", path.Name)]);
        }

        var text = await System.IO.File.ReadAllTextAsync(path.FullName, cancellation);
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var loaded = await opened.App.Services.GetRequiredService<CatalogCommands>()
            .LoadAsync(Issued.Of(Guid.NewGuid(), text, Actor.Local), text, line.GetValue(DryRun), cancellation);
        if (loaded.Outcome is Outcome.Refused)
        {
            foreach (var fault in loaded.Faults)
            {
                Console.Error.WriteLine($"{path.Name}　{CatalogFaults.Sentence(fault)}");
            }

            return Output.Refused;
        }

        if (line.GetValue(Output.Json))
        {
            return Output.Write(new { loaded.Changes, loaded.Moved });
        }

        foreach (var change in loaded.Changes)
        {
            Console.WriteLine(CatalogWording.Sentence(change));
        }

        foreach (var total in loaded.Moved)
        {
            Console.WriteLine(VerbTexts.CatalogMoved.With(
                total.Name, total.Window, total.Basis is Basis.Approved ? VerbTexts.Approved : VerbTexts.Reported, total.Before?.ToString(CultureInfo.InvariantCulture) ?? "—", total.After?.ToString(CultureInfo.InvariantCulture) ?? "—", total.Unit));
        }

        Console.WriteLine(loaded.Changes.Count == 0 ? VerbTexts.CatalogSame : (line.GetValue(DryRun) ? VerbTexts.CatalogWould : VerbTexts.CatalogChanged).With(loaded.Changes.Count));
        return 0;
    }
}
