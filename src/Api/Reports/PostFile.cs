using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <param name="File">The refreshed Word file, in base64; ask with the Accept header for the file alone.</param>
public sealed record RefreshAnswer(RefreshResult Result, string File);

/// <summary>What is done with a Word file that people have edited.</summary>
public static class PostFile
{
    /// <summary>刷新: brings the figures of an edited file up to date. Nothing is stored; text, formatting, comments and tracked changes stay.</summary>
    /// <response code="200">What moved, by which events, and the file.</response>
    /// <response code="400">It is no Word file of a report, or one that may not be opened.</response>
    [ProducesResponseType<RefreshAnswer>(200)]
    public static async Task<IResult> RefreshAsync(HttpContext http, ReportRefresh refresh)
    {
        var (bytes, refused) = await ReadAsync(http);
        if (bytes is null)
        {
            return refused!;
        }

        var (file, result, refusal) = await refresh.RunAsync(bytes, http.Sight(), http.RequestAborted);
        return refusal == "not-allowed" ? Problem.Of(new Refusal(refusal, [new(refusal, "file")]))
            : refusal is not null ? Problem.Of(new Refusal("file-refused", [SafeFile.Refusal(bytes) ?? new(refusal, "file")]))
            : http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(WordReport.MediaType, StringComparison.OrdinalIgnoreCase)) ? Results.File(file!, WordReport.MediaType, "report.docx")
            : Results.Ok(new RefreshAnswer(result!, Convert.ToBase64String(file!)));
    }

    /// <summary>定稿: keeps the published file for ever, byte for byte, with its figures and position.</summary>
    /// <param name="version">Of the report, as it was seen.</param>
    /// <response code="200">Frozen.</response>
    /// <response code="409">It is frozen already, or the file is another report's.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static async Task<IResult> FreezeAsync(string id, [FromQuery] long? version, HttpContext http, ReportCommands reports, ReportReader reader)
    {
        if (!Guid.TryParse(id, out var report))
        {
            return CommandAnswer.Missing("report-unknown", id);
        }

        if (CommandId.Of(http.Request.Headers[CommandId.Header]) is not { } key)
        {
            var code = http.Request.Headers.ContainsKey(CommandId.Header) ? "key-invalid" : "key-missing";
            return Problem.Of(new Refusal(code, [new(code, CommandId.Header)]));
        }

        if (version is not > 0)
        {
            return CommandAnswer.Malformed([new("version-missing", "version")]);
        }

        var (bytes, refused) = await ReadAsync(http);
        if (bytes is null)
        {
            return refused!;
        }

        var asked = SHA256.HashData([.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"freeze {report} {version}\n")), .. bytes]);
        var outcome = await reports.FreezeAsync(new(key, asked, CurrentActor.Of(http)), report, version.Value, bytes, http.RequestAborted);
        return outcome is Outcome.Refused { Reason.Code: "file-refused" } && SafeFile.Refusal(bytes) is { } where
            ? Problem.Of(new Refusal("file-refused", [where]))
            : await CommandAnswer.OfAsync(outcome, http, current: Current(reader, http));
    }

    internal static Func<Guid, Task<object?>> Current(ReportReader reader, HttpContext http) =>
        async id => await reader.FindAsync(id, http.RequestAborted) is { } found && GetReports.IsSeen(found, http) ? ReportAnswer.Of(found, withFigures: false) : null;

    private static async Task<(byte[]? Bytes, IResult? Refused)> ReadAsync(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !(type.MediaType.Equals(WordReport.MediaType, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)))
        {
            return (null, Problem.Of(new Refusal("media-type-unsupported", [new("file-media-type", "Content-Type", http.Request.ContentType ?? "")])));
        }

        return await RequestBytes.ReadAsync(http, SafeFile.MaxBytes) is { } bytes
            ? (bytes, null)
            : (null, Problem.Of(new Refusal("body-too-large", [new("body-too-large", "", $"{SafeFile.MaxBytes}")])));
    }
}
