using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;

namespace WorkTracker.Api.Reports;

/// <summary>Refreshes files, and tells what has moved under reports that stay as they are.</summary>
public sealed class ReportRefresh(TotalsReader totals)
{
    public async Task<(byte[]? File, RefreshResult? Result, string? Refusal)> RunAsync(byte[] file, Sight eyes, CancellationToken cancellation)
    {
        var (provenance, refusal) = Refreshing.Look(file);
        if (refusal is not null)
        {
            return (null, null, refusal);
        }

        await using var now = await totals.OpenAsync(null, cancellation);
        if (provenance!.Position > now.Standing.Position)
        {
            return (null, null, "file-of-the-future");
        }

        // A file says itself what it asks: it is answered to whom the totals would be.
        var sight = eyes.At(now.Knowledge.Definitions, now.Knowledge.Tree);
        if (!ReportSight.Reads(provenance.Figures, provenance.Lists).All(sight.Sees))
        {
            return (null, null, "not-allowed");
        }

        if (!FigureCost.IsBearable(provenance, now.Knowledge))
        {
            return (null, null, "file-asks-too-much");
        }

        // No longer than a template may take.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReportDrafting.LongestRun);
        try
        {
            var (refreshed, result) = await Refreshing.RunAsync(file, now, limit.Token);
            return (refreshed, result, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, null, "file-asks-too-much");
        }
        catch (Exception e) when (e is DocumentFormat.OpenXml.Packaging.OpenXmlPackageException or InvalidDataException or System.Xml.XmlException)
        {
            return (null, null, "file-not-word");
        }
    }

    public async Task<(long Position, IReadOnlyList<MovedFigure> Moved)> SinceAsync(Report report, CancellationToken cancellation)
    {
        await using var now = await totals.OpenAsync(null, cancellation);
        return (now.Standing.Position, await MovedFigures.SinceAsync(report.Figures, report.Position, now, cancellation));
    }
}
