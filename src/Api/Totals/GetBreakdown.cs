using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>One total split by department, month, program or party.</summary>
/// <param name="Additive">Whether the parts and <c>Stated</c> sum to the total. Parties that several parts share are in each of them.</param>
/// <param name="Stated">What opening balances put into the total as a number, where the parts do not hold it.</param>
/// <param name="StatedPreviousYear">The same of the year before, where compared.</param>
/// <param name="Phrase">One wording of all parts together, for the style <c>leading-digits</c>.</param>
public sealed record BreakdownAnswer(
    long Position, long Behind, DepartmentAnswer Department, WindowAnswer Window, Basis Basis, string By, TotalAnswer Total,
    bool Additive, decimal? Stated, decimal? StatedPreviousYear, IReadOnlyList<PartAnswer> Parts, PhraseAnswer? Phrase);

/// <param name="Key">A department's code (the asked one's own entries come under its own code), a month, a program's code, a party's id.</param>
/// <param name="Phrase">In the style asked for.</param>
/// <param name="PreviousYear">A year before, where asked for. A part that was there only then has the value 0.</param>
public sealed record PartAnswer(string Key, string Name, decimal? Value, decimal? Raw, string? WhyNone, PhraseAnswer? Phrase, PreviousYearAnswer? PreviousYear);

public static class GetBreakdown
{
    private static readonly string[] Splits = ["department", "month", "program", "party"];

    /// <summary>A total, split; worded when a style is given, beside the year before when asked for, the total and each part.</summary>
    /// <param name="by">department, month, program or party.</param>
    /// <param name="compare">previous-year adds the same window a year before.</param>
    /// <param name="style">How to word each value, as of totals; leading-digits words the parts together.</param>
    /// <response code="200">The total and its parts, all of one position.</response>
    /// <response code="304">Nothing has changed since the given ETag.</response>
    [ProducesResponseType<BreakdownAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        [AsParameters] TotalsParameters parameters, [FromQuery] string? by, [FromQuery] string? compare, [FromQuery] string? style,
        TotalsReader totals, HttpContext http, CancellationToken cancellation)
    {
        var (presentation, faults) = Presentation.Read(style, compare);
        if (presentation is null)
        {
            return OpenedTotals.Invalid(faults);
        }

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

            return opened.NotModified(http) ?? Results.Ok(await AnswerAsync(opened.View, opened.Request.Questions[0], by!, presentation, cancellation));
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

    internal static async Task<BreakdownAnswer> AnswerAsync(
        TotalsView view, Question question, string by, Presentation presentation, CancellationToken cancellation)
    {
        var totals = await view.AnswerAsync(presentation.PreviousYear ? [question, question with { Window = question.Window.PreviousYear() }] : [question], cancellation);
        var compared = presentation.PreviousYear ? await ComparedBreakdown.OfAsync(view, question, by, cancellation) : null;
        var breakdown = compared?.Now ?? await Breakdown.OfAsync(view, question, by, cancellation);
        var scale = question.Metric.Definition.Scale;
        var parts = new List<PartAnswer>();
        foreach (var (at, part) in breakdown.Parts.Index())
        {
            parts.Add(new(
                part.Key, part.Name, TotalAnswer.Plain(part.Value / scale), TotalAnswer.Plain(part.Value), part.WhyNone,
                presentation.OfEach is { } each ? PhraseAnswer.Of(await FigureReader.WordAsync(view, part, question, each, cancellation)) : null,
                compared is null ? null : PreviousYearAnswer.Of(part.Value, compared.Before.Parts[at].Value, scale)));
        }

        return new(
            view.Standing.Position, view.Standing.Behind, DepartmentAnswer.Of(question.Department), WindowAnswer.Of(question.Window), question.Basis, by,
            TotalAnswer.Of(totals[0], presentation.OfEach is { } style ? await FigureReader.WordAsync(view, totals[0], style, cancellation) : null, totals.ElementAtOrDefault(1)),
            breakdown.Additive, TotalAnswer.Plain(breakdown.Stated / scale), TotalAnswer.Plain(compared?.Before.Stated / scale), parts,
            presentation.OfAll is { } all
                ? PhraseAnswer.Of(FigureReader.Together([.. breakdown.Parts.Select(part => new Total(part.Question ?? question, part.Value, part.WhyNone))], all))
                : null);
    }
}
