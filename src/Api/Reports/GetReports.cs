using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Refresh;

namespace WorkTracker.Api.Reports;

/// <summary>What has moved under a report, which itself stays as it is.</summary>
/// <param name="PositionNow">Everything up to it has been looked at.</param>
public sealed record MovedAnswer(Guid Id, long Position, long PositionNow, IReadOnlyList<MovedFigure> Moved);

public static class GetReports
{
    private const int LargestPage = 200;

    /// <summary>Reports, the newest first.</summary>
    /// <param name="before">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 200, 50 when absent.</param>
    /// <response code="200">A page of reports, without their figures; fewer than the limit where some are not to be seen.</response>
    [ProducesResponseType<ReportListAnswer>(200)]
    public static async Task<IResult> ListAsync([FromQuery] long? before, [FromQuery] int? limit, ReportReader reports, HttpContext http, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        var most = limit ?? 50;
        var page = await reports.ListAsync(before ?? long.MaxValue, most + 1, cancellation);
        var found = new List<ReportAnswer>();
        foreach (var (id, _) in page.Take(most))
        {
            if (await reports.FindAsync(id, cancellation) is { } report && IsSeen(report, http))
            {
                found.Add(ReportAnswer.Of(report, withFigures: false));
            }
        }

        return Results.Ok(new ReportListAnswer(found, page.Count > most ? page[most - 1].Position : null));
    }

    /// <summary>A report with its figures.</summary>
    /// <response code="200">The report; its version is also the ETag.</response>
    /// <response code="304">It is of the version that If-None-Match names.</response>
    /// <response code="404">No such report.</response>
    [ProducesResponseType<ReportAnswer>(200)]
    public static async Task<IResult> FindAsync(string id, ReportReader reports, HttpContext http, CancellationToken cancellation)
    {
        if (await FoundAsync(id, reports, http, cancellation) is not { } found)
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        return Conditional.NotModified(http, $"\"{found.Version}\"") ?? Results.Ok(ReportAnswer.Of(found, withFigures: true));
    }

    /// <summary>Which of its figures would say something else now, and the events that moved them.</summary>
    /// <response code="200">Empty where nothing has moved.</response>
    /// <response code="404">No such report.</response>
    [ProducesResponseType<MovedAnswer>(200)]
    public static async Task<IResult> MovedAsync(string id, ReportReader reports, HttpContext http, ReportRefresh refresh, CancellationToken cancellation)
    {
        if (await FoundAsync(id, reports, http, cancellation) is not { } found)
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        var (now, moved) = await refresh.SinceAsync(found.Report, cancellation);
        return Results.Ok(new MovedAnswer(found.Id, found.Report.Position, now, moved));
    }

    /// <summary>Figures that two editions print differently.</summary>
    /// <param name="with">The other report's id; where it is absent, the edition that superseded this one.</param>
    /// <response code="200">The differences.</response>
    /// <response code="404">One of them is no report.</response>
    [ProducesResponseType<ReportDifferences>(200)]
    public static async Task<IResult> DifferencesAsync(string id, [FromQuery] string? with, ReportReader reports, HttpContext http, CancellationToken cancellation)
    {
        if (await FoundAsync(id, reports, http, cancellation) is not { } here)
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        var other = with ?? here.Report.SupersededBy?.ToString() ?? "";
        return await FoundAsync(other, reports, http, cancellation) is { } there
            ? Results.Ok(ReportDifferences.Of(here, there))
            : CommandAnswer.Missing("report-unknown", other);
    }

    internal static async Task<FoundReport?> FoundAsync(string id, ReportReader reports, HttpContext http, CancellationToken cancellation) =>
        Guid.TryParse(id, out var report) && await reports.FindAsync(report, cancellation) is { } found && IsSeen(found, http) ? found : null;

    internal static bool IsSeen(FoundReport found, HttpContext http)
    {
        var known = SignedIn.Of(http).Standing.Known;
        return new Sight(http.Rights(), known.Definitions, known.Tree).Sees(found.Report);
    }
}
