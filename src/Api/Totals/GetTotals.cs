using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Entrance;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>合计: any metrics of a department over a window.</summary>
public static class GetTotals
{
    /// <summary>Totals of one position, worded when a style is given, beside the year before when asked for.</summary>
    /// <param name="compare">previous-year adds the same window a year before.</param>
    /// <param name="style">How to word each value: exact, over, over-whole, nearly, at-least:0.5, full-coverage, money:亿元, points-change, quoted-names, leading-digits.</param>
    /// <response code="200">Totals, with the position that they have counted up to.</response>
    /// <response code="304">Nothing has changed since the given ETag.</response>
    /// <response code="400">Something in the address cannot be understood; the problem names everything.</response>
    [ProducesResponseType<TotalsAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        [AsParameters] TotalsParameters parameters, [FromQuery] string? compare, [FromQuery] string? style,
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
            return opened.NotModified(http) ?? Results.Ok(await AnswerAsync(opened.View, opened.Request, presentation, cancellation));
        }
    }

    internal static async Task<TotalsAnswer> AnswerAsync(
        TotalsView view, TotalsRequest.Valid request, Presentation presentation, CancellationToken cancellation)
    {
        var questions = request.Questions;
        var found = await view.AnswerAsync(questions, cancellation);
        var before = presentation.PreviousYear
            ? await view.AnswerAsync([.. questions.Select(question => question with { Window = question.Window.PreviousYear() })], cancellation)
            : null;
        var answers = new List<TotalAnswer>();
        foreach (var (at, total) in found.Index())
        {
            var phrase = presentation.OfEach is { } style ? await FigureReader.WordAsync(view, total, style, cancellation) : null;
            answers.Add(TotalAnswer.Of(total, phrase, before?[at]));
        }

        return new(
            view.Standing.Position, view.Standing.Behind, DepartmentAnswer.Of(request.Department), WindowAnswer.Of(request.Window), request.Basis, answers,
            presentation.OfAll is { } all ? PhraseAnswer.Of(FigureReader.Together(found, all)) : null);
    }
}
