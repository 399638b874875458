using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>What is to be kept and told of a draft, or why nothing is. <c>Earlier</c> is the report whose slots it keeps.</summary>
public sealed record PreparedDraft(ReportDrafted? Drafted, byte[]? File, Report? Earlier, Refusal? Refusal = null);

/// <summary>Everything about a draft but keeping it.</summary>
public sealed class DraftPreparation(ReportDrafts drafts, ReportReader reports, TimeProvider time)
{
    /// <param name="issued">Its id is the report's.</param>
    /// <param name="wanted">Template, window and so on.</param>
    /// <param name="from">The earlier report whose slots are kept; null for none.</param>
    /// <param name="sight">Of who asks.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<PreparedDraft> RunAsync(Issued issued, ReportWanted wanted, Guid? from, Sight sight, CancellationToken cancellation)
    {
        var earlier = from is { } id ? (await reports.FindAsync(id, cancellation))?.Report : null;
        if (from is not null && (earlier is null || !sight.Sees(earlier)))
        {
            return new(null, null, null, new("content-invalid", [new("report-unknown", "from", from.ToString()!)]));
        }

        var (draft, faults) = await drafts.FillAsync(wanted, sight, cancellation);
        if (draft is null)
        {
            return new(null, null, null, new("report-invalid", faults));
        }

        var slots = earlier is null ? null : TypedSlots.Of(await reports.FileAsync(earlier.File, cancellation));
        var file = WordReport.Write(draft, new(issued.Id, time.GetUtcNow(), issued.Actor.Name, Slots: slots));
        var drafted = new ReportDrafted(
            draft.Request.Template.Code, draft.Request.Template.Version, draft.Title, draft.Request.Department.Code, draft.Request.Window.Text, draft.Request.Basis, draft.Position,
            ReportFiles.HashOf(file), [.. draft.Figures], [.. draft.Lists], ReadBeside(draft, earlier));
        return new(drafted, file, earlier);
    }

    /// <summary>What the figures and rows do not tell of themselves, and where slots of an earlier report are kept all that it rests on. Null where there is nothing.</summary>
    private static List<TotalRead>? ReadBeside(Draft draft, Report? earlier)
    {
        var told = ReportSight.Reads(draft.Figures, draft.Lists);
        List<TotalRead> beside = [.. draft.Reads.Concat(earlier?.Reads() ?? []).Except(told).OrderBy(read => read.Department, StringComparer.Ordinal).ThenBy(read => read.Metrics, StringComparer.Ordinal)];
        return beside.Count > 0 ? beside : null;
    }
}
