using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>The entries behind a number, a page at a time, by day and order of reporting.</summary>
/// <param name="Openings">What opening balances put into the total.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; absent on the last.</param>
public sealed record EntriesBehindAnswer(
    long Position, long Behind, TotalAnswer Total, IReadOnlyList<OpeningBehindAnswer> Openings, IReadOnlyList<EntryBehindAnswer> Entries, string? Next);

/// <param name="Value">The stated number, or of metrics that count parties the number of unlisted ones.</param>
/// <param name="Listed">How many parties it lists.</param>
/// <param name="Counted">How many of them the total counts with no entry behind it that names them: <c>Value</c>, <c>Counted</c> and the contributions sum to the total.</param>
public sealed record OpeningBehindAnswer(DepartmentAnswer Department, DateOnly On, decimal Value, int Listed, long Counted);

/// <param name="Contribution">In the unit. Contributions and openings sum to the total; a party contributes with the earliest entry that names it.</param>
/// <param name="Parties">What the entry names that the metric counts.</param>
public sealed record EntryBehindAnswer(
    Guid Id, DateOnly CountsOn, DepartmentAnswer Department, string Program, decimal Contribution, decimal Raw, IReadOnlyList<PartyAnswer> Parties);

public sealed record PartyAnswer(Guid Id, string Name);

public static class GetEntriesBehind
{
    private const int LargestPage = 1000;

    /// <summary>The entries that a total rests on.</summary>
    /// <param name="metric">A code, with @version where an earlier definition is meant.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 1000, 100 when absent.</param>
    /// <response code="200">A page of entries, with the total itself.</response>
    /// <response code="404">No such metric.</response>
    [ProducesResponseType<EntriesBehindAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        string metric, [AsParameters] TotalsParameters parameters, [FromQuery] string? after, [FromQuery] int? limit,
        TotalsReader totals, HttpContext http, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        (DateOnly, long)? place = null;
        if (after is not null && (place = Cursor.Read(after)) is null)
        {
            return OpenedTotals.Invalid([new("cursor-invalid", "after", after)]);
        }

        var (opened, refused) = await OpenedTotals.OpenAsync(totals, parameters with { Metrics = null }, http.Sight(), cancellation);
        if (opened is null)
        {
            return refused!;
        }

        await using (opened)
        {
            if (TotalsQuery.ReadMetric(metric, opened.View.Knowledge.Definitions) is not { } asked || !opened.Sees(asked))
            {
                return Problem.Of(new Refusal("metric-unknown", [new("metric-unknown", "metric", metric)]));
            }

            return asked.Measure is Measure.Computed
                ? OpenedTotals.Invalid([new("entries-of-formula", "metric", metric)])
                : Results.Ok(await AnswerAsync(
                    opened.View, new(opened.Shown(asked), opened.Request.Department, opened.Request.Window, opened.Request.Basis), place, limit ?? 100, cancellation));
        }
    }

    internal static async Task<EntriesBehindAnswer> AnswerAsync(
        TotalsView view, Question question, (DateOnly Day, long No)? after, int limit, CancellationToken cancellation)
    {
        var total = (await view.AnswerAsync([question], cancellation))[0];
        var counted = await view.CountedByOpeningsAsync(question, cancellation);
        var entries = await view.EntriesBehindAsync(question, after, limit + 1, cancellation);
        var page = entries.Take(limit).ToList();
        var names = await view.NamesAsync([.. page.SelectMany(entry => entry.Units).Distinct()], cancellation);
        var scale = question.Metric.Definition.Scale;
        return new(
            view.Standing.Position, view.Standing.Behind, TotalAnswer.Of(total),
            [.. view.OpeningsBehind(question).Select(opening => new OpeningBehindAnswer(
                DepartmentAnswer.Of(view.Knowledge.Tree.Find(opening.Department)!), opening.On, opening.Value, opening.Listed, counted.GetValueOrDefault(opening.Department)))],
            [.. page.Select(entry => new EntryBehindAnswer(
                entry.Entry, entry.Day, DepartmentAnswer.Of(entry.Department), entry.Program, TotalAnswer.Plain(entry.Contribution / scale)!.Value,
                TotalAnswer.Plain(entry.Contribution)!.Value, [.. entry.Units.Select(unit => new PartyAnswer(unit, names[unit]))]))],
            entries.Count > limit ? Cursor.Of(page[^1].Day, page[^1].No) : null);
    }
}
