using System.CommandLine;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Imports;
using WorkTracker.Domain;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>import</c>: a CSV file of entries of one kind, wholly or not at all.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> Kind = new("kind") { Description = VerbTexts.ImportKind };
    private static readonly Argument<FileInfo> File = new("file") { Description = VerbTexts.ImportFile };
    private static readonly Option<string?> Department = new("--department", "-d") { Description = VerbTexts.ImportDepartment };
    private static readonly Option<string?> Key = new("--key") { Description = VerbTexts.ImportKey };

    private sealed record Imported(Guid Import, long Position, bool Repeated);

    public static void AddTo(RootCommand root)
    {
        var import = new Command("import", VerbTexts.Import) { Kind, File, Department, Key, Output.Json };
        import.SetAction(RunAsync);
        root.Add(import);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var path = line.GetRequiredValue(File);
        var (bytes, unreadable) = await Files.ReadAsync(path, cancellation);
        var (file, fault) = bytes is null ? (null, unreadable) : ImportFile.Read(path.Name, bytes);
        if (file is null)
        {
            return Output.Refuse([fault!]);
        }

        var (kind, department) = (line.GetRequiredValue(Kind), line.GetValue(Department));
        // The same file is the same import, unless another key is given.
        if (CommandId.Of(line.GetValue(Key) ?? $"import:{file.Hash}:{kind}:{department}") is not { } id)
        {
            return Output.Refuse([new("key-invalid", "--key")]);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        var outcome = await opened.App.Services.GetRequiredService<ImportCommands>()
            .ImportAsync(Issued.Of(id, $"{file.Hash} {kind} {department}", Actor.Local), kind, department, file, cancellation);
        switch (outcome)
        {
            case Outcome.Done done:
                await opened.CatchUpAsync(cancellation);
                if (line.GetValue(Output.Json))
                {
                    return Output.Write(new Imported(done.Stream, done.Position, done.Repeated));
                }

                Console.WriteLine((done.Repeated ? VerbTexts.ImportRepeated : VerbTexts.Imported).With(file.Rows.Count, done.Position));
                return 0;
            case Outcome.Refused refused:
                return Output.Refuse(refused.Reason.Faults);
            default:
                throw new InvalidOperationException($"No such outcome of an import: {outcome}.");
        }
    }
}
