using System.Globalization;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Parties;
using WorkTracker.Domain;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Samples;

/// <summary>A sample cannot be loaded: which file, which row, and why.</summary>
public sealed class SampleException(string message) : Exception(message);

/// <summary>What a sample brought.</summary>
public sealed record LoadedSample(int Entries, int Steps, long Position);

/// <summary>
/// Loads a folder in the shape that seeds/chenzhou-2022/README.md tells, through the same doors as a user's entries. Every command's id follows from the
/// folder's name and the row, so that a load that was cut off can be done again and completes.
/// </summary>
public sealed class SampleLoader(CatalogCommands catalog, PartyCommands parties, ImportCommands imports, EntryCommands entries, KnownDefinitions definitions)
{
    private const int Writers = 8;

    private static readonly Actor Reporter = new("sample");

    /// <summary>Who reports an entry never approves it, a sample's neither.</summary>
    private static readonly Actor Reviewer = new("sample-reviewer");

    private long position;

    /// <summary>What a folder lacks to be a sample; null where it lacks nothing that every sample has.</summary>
    public static string? Missing(string folder) =>
        ((string[])["departments.yaml", "catalog.yaml", "parties.csv", "merges.csv", "steps.csv"]).FirstOrDefault(file => !File.Exists(Path.Combine(folder, file)))
        ?? (Directory.Exists(Path.Combine(folder, "entries")) ? null : "entries");

    public async Task<LoadedSample> LoadAsync(string folder, IProgress<string>? progress, CancellationToken cancellation = default)
    {
        foreach (var file in (string[])["departments.yaml", "catalog.yaml"])
        {
            progress?.Report(file);
            var text = await File.ReadAllTextAsync(Path.Combine(folder, file), cancellation);
            var loaded = await catalog.LoadAsync(IssuedFor(folder, file, text), text, dryRun: false, cancellation: cancellation);
            if (loaded.Faults is [var first, ..])
            {
                throw new SampleException($"{file}({first.Line},{first.Column}): {CatalogFaults.Answer(first).Message}");
            }

            Expect(loaded.Outcome, file);
        }

        await TemplatesAsync(folder, progress, cancellation);
        progress?.Report("parties.csv");
        Expect(await parties.RegisterAsync(IssuedFor(folder, "parties.csv", ""), Parties(folder), cancellation), "parties.csv");
        var told = new SampleEntries();
        foreach (var path in Directory.GetFiles(Path.Combine(folder, "entries"), "*.csv").Order(StringComparer.Ordinal))
        {
            progress?.Report(Path.GetFileName(path));
            await ImportAsync(folder, path, told, cancellation);
        }

        progress?.Report("merges.csv");
        await MergeAsync(folder, cancellation);
        progress?.Report("steps.csv");
        var steps = await StepsAsync(folder, told, cancellation);
        return new(told.Count, steps, position);
    }

    /// <summary>Templates stand in files of their own, <c>templates/&lt;code&gt;.md</c>, so that they can be read and compared; their heads give their names.</summary>
    private async Task TemplatesAsync(string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        var place = Path.Combine(folder, "templates");
        foreach (var path in (Directory.Exists(place) ? Directory.GetFiles(place, "*.md") : []).Order(StringComparer.Ordinal))
        {
            var file = $"templates/{Path.GetFileName(path)}";
            progress?.Report(file);
            var document = TemplateFile.AsDocument(Path.GetFileNameWithoutExtension(path), await File.ReadAllTextAsync(path, cancellation));
            var loaded = await catalog.LoadAsync(IssuedFor(folder, file, document), document, dryRun: false, cancellation: cancellation);
            if (loaded.Faults is [var first, ..])
            {
                throw new SampleException($"{file}({first.Within?.Line},{first.Within?.Column}): {CatalogFaults.Answer(first).Message}");
            }

            Expect(loaded.Outcome, file);
        }
    }

    private async Task ImportAsync(string folder, string path, SampleEntries told, CancellationToken cancellation)
    {
        var file = Read(path);
        var kind = Path.GetFileNameWithoutExtension(path);
        var issued = IssuedFor(folder, $"entries/{file.Name}", file.Hash);
        Expect(await imports.ImportAsync(issued, kind, null, file, cancellation), file.Name);
        var known = await definitions.ReadAsync(cancellation);
        told.Add(issued.Id, new ImportColumns(known.Definitions.FindKind(kind)!, file), file);
    }

    private async Task MergeAsync(string folder, CancellationToken cancellation)
    {
        foreach (var row in Read(Path.Combine(folder, "merges.csv")).Rows)
        {
            var (sort, name, into) = (row.Cell(0), row.Cell(1), row.Cell(2));
            var issued = IssuedFor(folder, $"merge {sort} {name}", into);
            Expect(await parties.MergeAsync(issued, PartyName.IdOf(sort, name), 1, PartyName.IdOf(sort, into), cancellation), $"merges.csv({row.Line})");
        }
    }

    private async Task<int> StepsAsync(string folder, SampleEntries told, CancellationToken cancellation)
    {
        var taken = 0;
        foreach (var row in Read(Path.Combine(folder, "steps.csv")).Rows)
        {
            var (reference, action, note, changes) = (row.Cell(0), row.Cell(1), row.Cell(2), row.Cell(3));
            var meant = told.Meant(reference, action);
            if (meant.Count == 0)
            {
                throw new SampleException($"steps.csv({row.Line}): {reference}");
            }

            // One row's entries are independent of each other.
            await Parallel.ForEachAsync(meant, new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellation }, async (entry, stop) =>
            {
                var issued = IssuedFor(folder, $"step {row.Line} {entry.Ref}", $"{action} {note} {changes}", action is "correct" or "withdraw" ? Reporter : Reviewer);
                Expect(await StepAsync(issued, entry, action, note, changes, stop), $"steps.csv({row.Line}) {entry.Ref}");
                entry.Took(action);
            });
            taken += meant.Count;
        }

        return taken;
    }

    private Task<Outcome> StepAsync(Issued issued, SampleEntry entry, string action, string note, string changes, CancellationToken cancellation) => action switch
    {
        "approve" or "accept-withdrawal" => entries.ApproveAsync(issued, new(entry.Id, entry.Version), cancellation),
        "return" => entries.ReturnAsync(issued, new(entry.Id, entry.Version, note), cancellation),
        "withdraw" => entries.WithdrawAsync(issued, new(entry.Id, entry.Version, note), cancellation),
        "correct" => entries.CorrectAsync(issued, new(entry.Id, entry.Version, entry.Changed(changes), note), cancellation),
        _ => throw new SampleException($"{entry.Ref}: {action}"),
    };

    private static List<NamedParty> Parties(string folder) =>
        [.. Read(Path.Combine(folder, "parties.csv")).Rows.Select(row => new NamedParty("", row.Cell(0), PartyName.Tidy(row.Cell(1)), row.Cell(2) is { Length: > 0 } code ? code : null))];

    private static ImportFile Read(string path)
    {
        var (file, fault) = ImportFile.Read(Path.GetFileName(path), File.ReadAllBytes(path));
        return file ?? throw new SampleException($"{Path.GetFileName(path)}: {Problems.Problem.Message(fault!)}");
    }

    private void Expect(Outcome outcome, string where)
    {
        switch (outcome)
        {
            case Outcome.Done done:
                // Steps run side by side; the highest position is wanted.
                var seen = Interlocked.Read(ref position);
                while (done.Position > seen && Interlocked.CompareExchange(ref position, done.Position, seen) is var now && now != seen)
                {
                    seen = now;
                }

                break;
            case Outcome.Nothing:
                break;
            case Outcome.Refused refused:
                throw new SampleException($"{where}: {string.Join("; ", refused.Reason.Faults.Take(3).Select(fault => $"{fault.Path} {Problems.Problem.Message(fault)}"))}");
            default:
                throw new SampleException(string.Create(CultureInfo.InvariantCulture, $"{where}: {outcome}"));
        }
    }

    private static Issued IssuedFor(string folder, string part, string asked, Actor? by = null) =>
        Issued.Of(CommandId.Of($"sample:{CommandId.Part(Guid.Empty, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + "/" + part)}")!.Value, asked, by ?? Reporter);
}
