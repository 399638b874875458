using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>
/// Drafts, freezes and supersedes reports. What takes long, the totals, is asked before the command begins, which holds what others wait for;
/// the command looks again at whatever may have changed meanwhile.
/// </summary>
public sealed class ReportCommands(CommandPath path, KnownDefinitions definitions, DraftPreparation preparation, ReportFigures figures, ReportReader reports) : IDisposable
{
    // Each takes seconds of a processor.
    private readonly SemaphoreSlim few = new(4);

    /// <param name="issued">Its id is the report's.</param>
    /// <param name="wanted">Template, window and so on.</param>
    /// <param name="from">The earlier report whose slots are kept, as its file has them; null for none.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> DraftAsync(Issued issued, ReportWanted wanted, Guid? from, CancellationToken cancellation = default)
    {
        await few.WaitAsync(cancellation);
        try
        {
            var prepared = await preparation.RunAsync(issued, wanted, from, await SightAsync(issued, cancellation), cancellation);
            return await path.RunAsync(issued.On(issued.Id, Act.DraftReport), (scope, stop) => DraftAsync(issued, prepared, scope, stop), cancellation);
        }
        finally
        {
            few.Release();
        }
    }

    /// <param name="issued">The command.</param>
    /// <param name="id">Of the report.</param>
    /// <param name="version">That was seen.</param>
    /// <param name="file">As it was published.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> FreezeAsync(Issued issued, Guid id, long version, byte[] file, CancellationToken cancellation = default)
    {
        var (edited, refusal) = EditedFile.Read(file);
        if (edited is null)
        {
            return FileRefused(new(refusal!, "file"));
        }

        await few.WaitAsync(cancellation);
        try
        {
            var freeze = FreezeOf(file, edited);
            var store = await StoreAsync(issued, id, version, freeze, edited, cancellation);
            return await ChangeAsync(issued, id, version, (report, scope, stop) => FreezeAsync(id, report, freeze, file, edited, store, scope, stop), cancellation);
        }
        finally
        {
            few.Release();
        }
    }

    private static FreezeReport FreezeOf(byte[] file, EditedFile edited) =>
        new(ReportFiles.HashOf(file), edited.Provenance.Position, [.. edited.Standing()], [.. edited.WithoutSource()], edited.Provenance.Report);

    /// <summary>What the store gives for a file's figures, or why it gives nothing; null where the command will say why it is not asked.</summary>
    private async Task<(IReadOnlyDictionary<FigureKey, Figure>? Figures, Fault? Refusal)?> StoreAsync(
        Issued issued, Guid id, long version, FreezeReport freeze, EditedFile edited, CancellationToken cancellation)
    {
        var sight = await SightAsync(issued, cancellation);
        if (await reports.FindAsync(id, cancellation) is not { } found || found.Version != version || !sight.Sees(found.Report)
            || FreezeReport.Bar(freeze, id, found.Report) is not null || Unseen(sight, edited).Count > 0)
        {
            return null;
        }

        return await figures.AtItsPositionAsync(edited, found.Report, cancellation);
    }

    /// <summary>Rights come before numbers: what the store gives is told, in a refusal too, only to whom it may be. Null where what was asked before has changed.</summary>
    private static async Task<Decision?> FreezeAsync(
        Guid id, Report report, FreezeReport freeze, byte[] file, EditedFile edited, (IReadOnlyDictionary<FigureKey, Figure>? Figures, Fault? Refusal)? store, CommandScope scope, CancellationToken cancellation)
    {
        if (FreezeReport.Bar(freeze, id, report) is { } barred)
        {
            return barred;
        }

        if (Unseen(scope.Sight, edited) is { Count: > 0 } unseen)
        {
            return Decision.Refuse("file-refused", unseen);
        }

        if (store is not { } given)
        {
            return null;
        }

        if (given.Figures is null)
        {
            return Decision.Refuse("file-refused", [given.Refusal!]);
        }

        var decision = FreezeReport.Decide(freeze, id, report, given.Figures);
        if (decision is Decision.Accepted)
        {
            await ReportFiles.KeepAsync(file, scope.Connection, cancellation);
        }

        return decision;
    }

    private static IReadOnlyList<Fault> Unseen(Sight sight, EditedFile edited) => ReportSight.Unseen(sight, edited.Provenance.Figures, edited.Provenance.Lists);

    private async Task<Sight> SightAsync(Issued issued, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return new(known.Roster.RightsOf(issued.Actor), known.Definitions, known.Tree);
    }

    private static Outcome.Refused FileRefused(Fault fault) => new Outcome.Refused(new("file-refused", [fault]));

    public Task<Outcome> SupersedeAsync(Issued issued, Guid id, long version, Guid by, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (report, scope, stop) =>
            SupersedeReport.Decide(new(by), id, report, (await ReportReader.FindAsync(by, scope.Session, stop))?.Report is { } edition && scope.Sight.Sees(edition) ? edition : null), cancellation);

    public void Dispose() => few.Dispose();

    private static async Task<Outcome?> DraftAsync(Issued issued, PreparedDraft prepared, CommandScope scope, CancellationToken cancellation)
    {
        if (scope.IsTaken)
        {
            return CommandPath.KeyReused;
        }

        if (prepared.Drafted is not { } drafted)
        {
            return new Outcome.Refused(prepared.Refusal!);
        }

        // As rights are now, which may be others than those it was filled by.
        if (!scope.Permits(drafted.Department) || !scope.Sight.Sees(Report.Evolve(null, drafted)!) || (prepared.Earlier is { } earlier && !scope.Sight.Sees(earlier)))
        {
            return CommandPath.NotAllowed;
        }

        await ReportFiles.KeepAsync(prepared.File!, scope.Connection, cancellation);
        scope.Start<Report>(issued.Id, [drafted]);
        return null;
    }

    private Task<Outcome> ChangeAsync(
        Issued issued, Guid id, long version, Func<Report, CommandScope, CancellationToken, Task<Decision?>> decide, CancellationToken cancellation) =>
        path.RunAsync(issued.On(id, Act.DraftReport), async (scope, stop) =>
        {
            if (scope.History.Aggregate((Report?)null, (state, @event) => Report.Evolve(state, @event.Data)) is not { } report || !scope.Sight.Sees(report))
            {
                return new Outcome.Refused(new("report-unknown", [new("report-unknown", "id", id.ToString())]));
            }

            if (!scope.Permits(report.Drafted.Department))
            {
                return CommandPath.NotAllowed;
            }

            if (scope.History[^1].Version != version)
            {
                return new Outcome.Stale(scope.History[^1].Version);
            }

            switch (await decide(report, scope, stop))
            {
                case Decision.Accepted accepted:
                    scope.Append(id, accepted.Events);
                    return null;
                case Decision.Refused refused:
                    return new Outcome.Refused(refused.Reason);
                case null:
                    return new Outcome.Stale(version);
                default:
                    throw new InvalidOperationException("No such decision.");
            }
        }, cancellation);
}
