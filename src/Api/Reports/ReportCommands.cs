using System.Collections.Immutable;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>Drafts, freezes and supersedes reports.</summary>
public sealed class ReportCommands(CommandPath path, ReportDrafts drafts, ReportFigures figures, ReportReader reports, TimeProvider time) : IDisposable
{
    // A draft reads totals over a second connection while its command holds one: so few at a time never empty the pool.
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
            return await path.RunAsync(issued.On(issued.Id, Act.DraftReport), (scope, stop) => DraftAsync(issued, wanted, from, scope, stop), cancellation);
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
            return await ChangeAsync(issued, id, version, (report, scope, stop) => FreezeAsync(id, report, file, edited, scope, stop), cancellation);
        }
        finally
        {
            few.Release();
        }
    }

    /// <summary>Rights come before numbers: what the store gives is told, in a refusal too, only to whom it may be.</summary>
    private async Task<Decision> FreezeAsync(Guid id, Report report, byte[] file, EditedFile edited, CommandScope scope, CancellationToken cancellation)
    {
        var said = edited.Provenance;
        var freeze = new FreezeReport(ReportFiles.HashOf(file), said.Position, [.. edited.Standing()], [.. edited.WithoutSource()], said.Report);
        if (FreezeReport.Bar(freeze, id, report) is { } barred)
        {
            return barred;
        }

        if (ReportSight.Unseen(scope.Sight, said.Figures, said.Lists) is { Count: > 0 } unseen)
        {
            return Decision.Refuse("file-refused", unseen);
        }

        var (store, refusal) = await figures.AtItsPositionAsync(edited, report, cancellation);
        if (store is null)
        {
            return Decision.Refuse("file-refused", [refusal!]);
        }

        var decision = FreezeReport.Decide(freeze, id, report, store);
        if (decision is Decision.Accepted)
        {
            await ReportFiles.KeepAsync(file, scope.Connection, cancellation);
        }

        return decision;
    }

    private static Outcome.Refused FileRefused(Fault fault) => new Outcome.Refused(new("file-refused", [fault]));

    public Task<Outcome> SupersedeAsync(Issued issued, Guid id, long version, Guid by, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (report, scope, stop) =>
            SupersedeReport.Decide(new(by), id, report, (await reports.FindAsync(by, stop))?.Report is { } edition && scope.Sight.Sees(edition) ? edition : null), cancellation);

    public void Dispose() => few.Dispose();

    private async Task<Outcome?> DraftAsync(Issued issued, ReportWanted wanted, Guid? from, CommandScope scope, CancellationToken cancellation)
    {
        if (scope.IsTaken)
        {
            return CommandPath.KeyReused;
        }

        var earlier = from is { } id ? await reports.FindAsync(id, cancellation) : null;
        if (from is not null && (earlier is null || !scope.Sight.Sees(earlier.Report)))
        {
            return new Outcome.Refused(new("content-invalid", [new("report-unknown", "from", from.ToString()!)]));
        }

        var (draft, faults) = await drafts.FillAsync(wanted, scope.Sight, cancellation);
        if (draft is null)
        {
            return new Outcome.Refused(new("report-invalid", [.. faults]));
        }

        if (!scope.Permits(draft.Request.Department.Code))
        {
            return CommandPath.NotAllowed;
        }

        var slots = earlier is null ? null : TypedSlots.Of(await reports.FileAsync(earlier.Report.File, cancellation));
        var file = WordReport.Write(draft, new(issued.Id, time.GetUtcNow(), issued.Actor.Name, Slots: slots));
        var hash = await ReportFiles.KeepAsync(file, scope.Connection, cancellation);
        scope.Start<Report>(issued.Id,
        [
            new ReportDrafted(
                draft.Request.Template.Code, draft.Request.Template.Version, draft.Title, draft.Request.Department.Code, draft.Request.Window.Text, draft.Request.Basis, draft.Position, hash,
                [.. draft.Figures], [.. draft.Lists], ReadBeside(draft, earlier?.Report)),
        ]);
        return null;
    }

    /// <summary>What the figures and rows do not tell of themselves, and where slots of an earlier report are kept all that it rests on. Null where there is nothing.</summary>
    private static List<TotalRead>? ReadBeside(Draft draft, Report? earlier)
    {
        var told = ReportSight.Reads(draft.Figures, draft.Lists);
        List<TotalRead> beside = [.. draft.Reads.Concat(earlier?.Reads() ?? []).Except(told).OrderBy(read => read.Department, StringComparer.Ordinal).ThenBy(read => read.Metrics, StringComparer.Ordinal)];
        return beside.Count > 0 ? beside : null;
    }

    private Task<Outcome> ChangeAsync(
        Issued issued, Guid id, long version, Func<Report, CommandScope, CancellationToken, Task<Decision>> decide, CancellationToken cancellation) =>
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
                default:
                    throw new InvalidOperationException("No such decision.");
            }
        }, cancellation);
}
