using Microsoft.Net.Http.Headers;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Reports.Html;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>A report as a file: the draft's, or once it is frozen the frozen one, byte for byte.</summary>
public static class GetReportFile
{
    private const string Pdf = "application/pdf";

    /// <summary>What one PDF takes at most, as a rule, in seconds.</summary>
    private const int Pause = 10;

    /// <summary>The Word file.</summary>
    /// <response code="200">The file; its SHA-256 is the ETag.</response>
    /// <response code="404">No such report.</response>
    public static async Task<IResult> WordAsync(string id, ReportReader reports, HttpContext http, CancellationToken cancellation) =>
        await GetReports.FoundAsync(id, reports, http, cancellation) is { } found
            ? Results.File(await reports.FileAsync(found.Report.File, cancellation), WordReport.MediaType, $"{found.Report.Drafted.Title}.docx", entityTag: new($"\"{found.Report.File}\""))
            : CommandAnswer.Missing("report-unknown", id);

    /// <summary>The Word file as PDF, through LibreOffice.</summary>
    /// <response code="200">The file.</response>
    /// <response code="404">No such report.</response>
    /// <response code="503">LibreOffice is not installed here, or failed; or too many wait for it already, and Retry-After says how long.</response>
    public static async Task<IResult> PdfAsync(string id, ReportReader reports, HttpContext http, ReportPdfs pdfs, CancellationToken cancellation)
    {
        if (await GetReports.FoundAsync(id, reports, http, cancellation) is not { } found)
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        var (file, refusal) = await pdfs.OfAsync(found, SignedIn.Of(http).Actor.Name, cancellation);
        if (refusal == "pdf-busy")
        {
            http.Response.Headers.RetryAfter = $"{Pause}";
            return Problem.Of(new Refusal(refusal, [new(refusal, "", $"{PdfTurns.Most}", $"{PdfTurns.MostAUser}", $"{Pause}")]));
        }

        return file is not null ? Results.File(file, Pdf, $"{found.Report.Drafted.Title}.pdf") : Problem.Of(new Refusal(refusal!, [new(refusal!, "")]));
    }

    /// <summary>What the template says at the report's position, for the screen: each figure marked, with the address of its entries. What people have edited in Word is in the file.</summary>
    /// <response code="200">A page.</response>
    /// <response code="404">No such report.</response>
    public static async Task<IResult> HtmlAsync(string id, ReportReader reports, ReportDrafts drafts, HttpContext http, CancellationToken cancellation)
    {
        if (await GetReports.FoundAsync(id, reports, http, cancellation) is not { } found)
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        var drafted = found.Report.Drafted;
        var (draft, faults) = await drafts.FillAsync(
            new(FormattableString.Invariant($"{drafted.Template}@{drafted.TemplateVersion}"), drafted.Department, drafted.Window, drafted.Basis == Basis.Approved ? "approved" : "reported", FormattableString.Invariant($"{drafted.Position}")), http.Sight(), cancellation, drafted.Figures);
        http.Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'";
        return draft is null ? Problem.Of(new Refusal("report-invalid", faults)) : Results.Text(HtmlReport.Write(draft), "text/html", System.Text.Encoding.UTF8);
    }
}
