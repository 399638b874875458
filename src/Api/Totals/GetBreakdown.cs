using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Accounts;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>One total split by department, month, program or party.</summary>
/// <param name="Additive">Whether the parts and <c>Stated</c> sum to the total. Parties that several parts share are in each of them.</param>
/// <param name="Stated">What opening balances put into the total as a number, where the parts do not hold it.</param>
public sealed record BreakdownAnswer(
    long Position, long Behind, DepartmentAnswer Department, WindowAnswer Window, Basis Basis, string By, TotalAnswer Total,
    bool Additive, decimal? Stated, IReadOnlyList<PartAnswer> Parts);

/// <param name="Key">A department's code (the asked one's own entries come under its own code), a month, a program's code, a party's id.</param>
public sealed record PartAnswer(string Key, string Name, decimal? Value, decimal? Raw, string? WhyNone);

public static class GetBreakdown
{
    private static readonly string[] Splits = ["department", "month", "program", "party"];

    /// <summary>A total, split.</summary>
    /// <param name="by">department, month, program or party.</param>
    /// <response code="200">The total and its parts, all of one position.</response>
    [ProducesResponseType<BreakdownAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        [AsParameters] TotalsParameters parameters, [FromQuery] string? by, TotalsReader totals, HttpContext http, CancellationToken cancellation)
    {
        var (opened, refused) = await OpenedTotals.OpenAsync(totals, parameters, http.Sight(), cancellation);
        if (opened is null)
        {
            return refused!;
        }

        await using (opened)
        {
            if (Check(opened.Request, by) is { } fault)
            {
                return OpenedTotals.Invalid([fault]);
            }

            http.Response.Headers.ETag = opened.ETag;
            return http.Request.Headers.IfNoneMatch.Contains(opened.ETag)
                ? Results.StatusCode(StatusCodes.Status304NotModified)
                : Results.Ok(await AnswerAsync(opened.View, opened.Request.Questions[0], by!, cancellation));
        }
    }

    /// <summary>Why the request cannot be split so; null when it can.</summary>
    internal static Fault? Check(TotalsRequest.Valid request, string? by) => (by, request.Metrics) switch
    {
        (null, _) => new("by-invalid", "by", ""),
        _ when !Splits.Contains(by, StringComparer.Ordinal) => new("by-invalid", "by", by),
        (_, [var metric]) => Breakdown.Fault(metric, by),
        _ => new("one-metric-wanted", "metrics"),
    };

    internal static async Task<BreakdownAnswer> AnswerAsync(TotalsView view, Question question, string by, CancellationToken cancellation)
    {
        var total = (await view.AnswerAsync([question], cancellation))[0];
        var breakdown = await Breakdown.OfAsync(view, question, by, cancellation);
        var scale = question.Metric.Definition.Scale;
        return new(
            view.Standing.Position, view.Standing.Behind, DepartmentAnswer.Of(question.Department), WindowAnswer.Of(question.Window), question.Basis, by,
            TotalAnswer.Of(total), breakdown.Additive, TotalAnswer.Plain(breakdown.Stated / scale),
            [.. breakdown.Parts.Select(part => new PartAnswer(
                part.Key, part.Name, TotalAnswer.Plain(part.Value / scale), TotalAnswer.Plain(part.Value), part.WhyNone))]);
    }
}
