using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
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
    /// <response code="200">A page of reports, without their figures. Auditors see of the others that they are there.</response>
    [ProducesResponseType<ReportListAnswer>(200)]
    public static async Task<IResult> ListAsync([FromQuery] long? before, [FromQuery] int? limit, ReportReader reports, HttpContext http, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        var most = limit ?? 50;
        var sight = http.Sight();
        var seen = await SeenAsync(before ?? long.MaxValue, most + 1, reports, sight, cancellation);
        var page = seen.Take(most).Select(report => report.Found).ToLookup(found => sight.Sees(found.Report));
        return Results.Ok(new ReportListAnswer(
            [.. page[true].Select(found => ReportAnswer.Of(found, withFigures: false))], [.. page[false].Select(found => WithheldReport.Of(found, sight))], seen.Count > most ? seen[most - 1].Position : null));
    }

    /// <summary>So many that may be seen, or all that there are: a page tells nothing of those in between.</summary>
    private static async Task<List<(FoundReport Found, long Position)>> SeenAsync(long before, int wanted, ReportReader reports, Sight sight, CancellationToken cancellation)
    {
        var departments = sight.Rights.ReachesAll(Act.ReadReports, sight.Tree) ? null : sight.Rights.Reach(Act.ReadReports, sight.Tree).Select(department => department.Code).ToArray();
        var seen = new List<(FoundReport, long)>();
        while (seen.Count < wanted)
        {
            var page = await reports.ListAsync(before, LargestPage, departments, cancellation);
            foreach (var (id, position) in page)
            {
                if (seen.Count < wanted && await reports.FindAsync(id, cancellation) is { } found && (sight.Sees(found.Report) || sight.Audits(found.Report)))
                {
                    seen.Add((found, position));
                }
            }

            if (page.Count < LargestPage)
            {
                break;
            }

            before = page[^1].Position;
        }

        return seen;
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

    internal static bool IsSeen(FoundReport found, HttpContext http) => http.Sight().Sees(found.Report);
}
