using System.Collections.Immutable;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Imports;

namespace WorkTracker.Api.Imports;

/// <summary>Takes in a file of entries of one kind: wholly, in one transaction, or not at all, with everything that is wrong in it.</summary>
public sealed class ImportCommands(CommandPath path, KnownDefinitions definitions, EntryCommands entries)
{
    /// <param name="issued">The import's id; its entries' ids follow from it and their row, or their <c>ref</c> where the file has one.</param>
    /// <param name="kind">Code of the kind of all rows.</param>
    /// <param name="department">Code of the department of all rows, or null where the file has a column for it.</param>
    /// <param name="file">The rows.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> ImportAsync(Issued issued, string kind, string? department, ImportFile file, CancellationToken cancellation = default)
    {
        var known = await definitions.ReadAsync(cancellation);
        // Before anything of the kind is told, such as the names of its fields.
        if (known.Definitions.FindKind(kind) is not { } definition || !new Sight(known.Roster.RightsOf(issued.Actor), known.Definitions, known.Tree).Sees(definition))
        {
            return new Outcome.Refused(new("import-invalid", [new("kind-unknown", "kind", kind)]));
        }

        var columns = new ImportColumns(definition, file);
        var rows = file.Rows.Select(row => new Row(row, columns.Text(row, "ref"), columns.Text(row, "department") ?? department ?? "", columns.Draft(row))).ToList();
        List<Fault> repeated = [.. rows.Where(row => row.Ref is not null).GroupBy(row => row.Ref).Where(same => same.Count() > 1)
            .Select(same => new Fault("import-ref-repeated", $"rows[{same.Last().Line}]", same.Key!))];
        return columns.Faults.Count + repeated.Count > 0
            ? Refused([.. columns.Faults, .. repeated])
            : await path.RunAsync(
                issued.On(issued.Id, Act.Report) with { Ledgers = LedgersOf(rows) }, (scope, stop) => StoreAsync(issued, kind, file, rows, scope, stop), cancellation);
    }

    private sealed record Row(ImportRow Source, string? Ref, string Department, ContentDraft Draft)
    {
        public int Line => Source.Line;
    }

    private async Task<Outcome?> StoreAsync(Issued issued, string kind, ImportFile file, IReadOnlyList<Row> rows, CommandScope scope, CancellationToken cancellation)
    {
        if (scope.IsTaken)
        {
            return CommandPath.KeyReused;
        }

        var definition = scope.Known.Definitions.FindKind(kind)!;
        foreach (var own in rows.GroupBy(row => row.Department).Where(own => !scope.Permits(own.Key, definition)))
        {
            return EntryCommands.Unknown(scope, own.Key, definition) is { } fault
                ? Refused(own.Select(row => fault with { Path = $"rows[{row.Line}].{fault.Path}" }))
                : CommandPath.NotAllowed;
        }

        var check = entries.Check(scope);
        var faults = new List<Fault>();
        var contents = new List<(Row Row, CheckedContent Content)>(rows.Count);
        foreach (var row in rows)
        {
            if (check.Check(row.Department, definition, row.Draft, out var found) is { } content)
            {
                contents.Add((row, content));
            }

            faults.AddRange(found.Select(fault => fault with { Path = $"rows[{row.Line}].{fault.Path}" }));
        }

        if (faults.Count > 0)
        {
            return Refused(faults);
        }

        var (idOf, contradictions) = await PartyResolution.ResolveAsync(scope, [.. contents.SelectMany(pair => pair.Content.Parties)], definition.IsInternal, cancellation);
        if (idOf is null)
        {
            return Refused(contradictions.SelectMany(contradiction => contents.Where(pair => pair.Content.Parties.Contains(contradiction.Party)).Take(1)
                .Select(pair => contradiction.Fault with { Path = $"rows[{pair.Row.Line}].{contradiction.Fault.Path}" })));
        }

        scope.Start<ImportAccepted>(issued.Id, [new ImportAccepted(issued.Id, kind, file.Name, file.Hash, rows.Count)]);
        scope.StartAll<Entry>([.. contents.Select(pair => (EntryId(issued.Id, pair.Row.Ref, pair.Row.Line), Reported(pair.Row, pair.Content)))]);
        return null;

        object Reported(Row row, CheckedContent content) =>
            ((Decision.Accepted)ReportEntry.Decide(new(row.Department, kind, row.Draft, issued.Id), definition, content.With(idOf))).Events.Single();
    }

    /// <summary>The id of a row's entry.</summary>
    public static Guid EntryId(Guid import, string? reference, int line) => CommandId.Part(import, reference is null ? $"row {line}" : $"ref {reference}");

    private static Outcome.Refused Refused(IEnumerable<Fault> faults) => new(new("import-invalid", [.. faults]));

    private static ImmutableArray<Ledger> LedgersOf(IEnumerable<Row> rows) =>
        [.. rows.GroupBy(row => row.Department).Select(own => new Ledger(own.Key, [.. own.SelectMany(row => EntryCommands.MonthsOf(row.Draft)).Distinct()]))];
}
