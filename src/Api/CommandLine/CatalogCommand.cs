using System.CommandLine;
using System.Globalization;
using System.Text;
using Npgsql;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>catalog</c>: loads a catalog document, or only shows what it would change; without a file prints the one that is stored.</summary>
internal static class CatalogCommand
{
    private static readonly Argument<FileInfo?> File = new("file") { Description = VerbTexts.CatalogFile, Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = VerbTexts.CatalogDryRun };
    private static readonly Option<string?> IfVersion = new("--if-version") { Description = VerbTexts.CatalogIfVersion };

    private sealed record Loaded(string Version, IReadOnlyList<CatalogChange> Changes, IReadOnlyList<MovedTotal> Moved);

    public static void AddTo(RootCommand root)
    {
        var catalog = new Command("catalog", VerbTexts.Catalog) { File, DryRun, IfVersion, Output.Json };
        catalog.SetAction((line, cancellation) => line.GetValue(File) is { } file ? LoadAsync(file, line, cancellation) : PrintAsync(line, cancellation));
        root.Add(catalog);
    }

    private static async Task<int> PrintAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var services = opened.App.Services;
        var known = await services.GetRequiredService<KnownDefinitions>().ReadAsync(cancellation);
        var tree = await GetCatalog.TreeAsync(known, Rights.OfTheProgram, services.GetRequiredService<NpgsqlDataSource>(), cancellation);
        if (line.GetValue(Output.Json))
        {
            return Output.Write(tree);
        }

        Console.Write(GetCatalog.Yaml(CatalogVersion.Of(known), tree));
        return 0;
    }

    private static async Task<int> LoadAsync(FileInfo path, ParseResult line, CancellationToken cancellation)
    {
        CatalogVersion? seen = null;
        if (line.GetValue(IfVersion) is { } wanted && (seen = CatalogVersion.Read(wanted)) is null)
        {
            return Output.Refuse([new("catalog-version-invalid", "--if-version", wanted)]);
        }

        var (bytes, unreadable) = await Files.ReadAsync(path, cancellation);
        if (bytes is null)
        {
            return Output.Refuse([unreadable!]);
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return Output.Refuse([new("encoding-invalid", "")]);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var loaded = await opened.App.Services.GetRequiredService<CatalogCommands>()
            .LoadAsync(Issued.Of(Guid.NewGuid(), text, Actor.Local), text, line.GetValue(DryRun), seen, cancellation);
        if (loaded.Outcome is Outcome.Refused refused)
        {
            return Refuse(path.Name, loaded, refused.Reason);
        }

        if (line.GetValue(Output.Json))
        {
            return Output.Write(new Loaded($"{loaded.Version}", loaded.Changes, loaded.Moved));
        }

        Show(loaded, line.GetValue(DryRun));
        return 0;
    }

    private static int Refuse(string file, CatalogOutcome loaded, Refusal reason)
    {
        foreach (var sentence in loaded.Faults.Count > 0 ? loaded.Faults.Select(fault => $"{file}　{CatalogFaults.Sentence(fault)}") : reason.Faults.Select(Problem.Message))
        {
            Console.Error.WriteLine(sentence);
        }

        foreach (var change in loaded.Now?.Changes ?? [])
        {
            Console.Error.WriteLine(CatalogWording.Sentence(change));
        }

        return Output.Refused;
    }

    private static void Show(CatalogOutcome loaded, bool dryRun)
    {
        foreach (var change in loaded.Changes)
        {
            Console.WriteLine(CatalogWording.Sentence(change));
        }

        foreach (var total in loaded.Moved)
        {
            Console.WriteLine(VerbTexts.CatalogMoved.With(
                total.Name, total.Window, total.Basis is Basis.Approved ? VerbTexts.Approved : VerbTexts.Reported, total.Before?.ToString(CultureInfo.InvariantCulture) ?? "—", total.After?.ToString(CultureInfo.InvariantCulture) ?? "—", total.Unit));
        }

        Console.WriteLine(loaded.Changes.Count == 0
            ? VerbTexts.CatalogSame.With(loaded.Version)
            : (dryRun ? VerbTexts.CatalogWould : VerbTexts.CatalogChanged).With(loaded.Changes.Count, loaded.Version));
    }
}
