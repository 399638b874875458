using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>What the store gives for the figures of a file, whatever the file says of them.</summary>
public sealed class ReportFigures(TotalsReader totals)
{
    /// <summary>Null, with the reason, where the file's position has not been, it names something that cannot be asked, or it asks too much.</summary>
    /// <param name="edited">Only the questions of its figures are looked at.</param>
    /// <param name="report">Whose draft printed some of them already: those of its position are known.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<(IReadOnlyDictionary<FigureKey, Figure>? Store, Fault? Refusal)> AtItsPositionAsync(EditedFile edited, Report report, CancellationToken cancellation)
    {
        // No longer than a template may take.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReportDrafting.LongestRun);
        try
        {
            return await ReadAsync(edited, report, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, new("file-asks-too-much", "file"));
        }
    }

    private async Task<(IReadOnlyDictionary<FigureKey, Figure>? Store, Fault? Refusal)> ReadAsync(EditedFile edited, Report report, CancellationToken cancellation)
    {
        var said = edited.Provenance;
        await using var now = await totals.OpenAsync(null, cancellation);
        if (said.Position > now.Standing.Position)
        {
            return (null, new("file-of-the-future", "file"));
        }

        if (Unknown(said, now) is { } unknown)
        {
            return (null, unknown);
        }

        if (!FigureCost.IsBearable(said, now.Knowledge))
        {
            return (null, new("file-asks-too-much", "file"));
        }

        var store = said.Position == report.Drafted.Position ? report.Drafted.Figures.DistinctBy(figure => figure.Key).ToDictionary(figure => figure.Key) : [];
        List<FigureKey> asked = [.. edited.Standing().Select(figure => figure.Said.Key).Where(key => !store.ContainsKey(key))];
        if (asked.Count > 0)
        {
            await using var then = await totals.OpenAsync(said.Position, cancellation);
            if (Unknown(said, then) is { } later)
            {
                return (null, later);
            }

            foreach (var figure in await FiguresAt.ReadAsync(asked, then, now, cancellation))
            {
                store.Add(figure.Key, figure);
            }
        }

        return (store, null);
    }

    private static Fault? Unknown(Provenance said, TotalsView view) =>
        said.Figures.FirstOrDefault(figure => !MovedFigures.CanAsk(figure.Key, view.Knowledge)) is { } unknown ? ReportSight.Unknown(unknown.Key, unknown.Name) : null;
}
