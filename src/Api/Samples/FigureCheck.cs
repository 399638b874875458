using WorkTracker.Domain.Accounts;
using System.Globalization;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Samples;

/// <summary>A published figure beside the computed one. <c>Fault</c> says why nothing could be computed.</summary>
public sealed record CheckedFigure(PublishedFigure Published, string? Value, string? Text, string? Fault)
{
    public bool Agrees => Fault is null && Text == Published.Text && (Published.Value is null || Value == Published.Value);
}

/// <summary>Asks for every published figure, and compares value and wording.</summary>
public static class FigureCheck
{
    public static async Task<IReadOnlyList<CheckedFigure>> RunAsync(PublishedFigures published, TotalsReader totals, CancellationToken cancellation = default)
    {
        var figures = new List<CheckedFigure>();
        foreach (var figure in published.Figures)
        {
            figures.Add(await CheckAsync(figure, totals, cancellation));
        }

        return figures;
    }

    private static async Task<CheckedFigure> CheckAsync(PublishedFigure figure, TotalsReader totals, CancellationToken cancellation)
    {
        if (!WordingStyle.TryParse(figure.Style, out var style, out var refusal))
        {
            return new(figure, null, null, refusal.Detail);
        }

        var parameters = new TotalsParameters { Metrics = figure.Metric, Department = figure.Department, Window = figure.Window, Basis = figure.Basis };
        var (opened, faults) = await OpenedTotals.TryOpenAsync(totals, parameters, Sight.OfTheProgram, cancellation);
        if (opened is null)
        {
            return new(figure, null, null, string.Join(", ", faults.Select(fault => $"{fault.Code} {string.Join(' ', fault.Particulars)}")));
        }

        await using (opened)
        {
            var answer = await GetTotals.AnswerAsync(opened.View, opened.Request, new(style, PreviousYear: false), cancellation);
            var phrase = answer.Phrase ?? answer.Totals[0].Phrase;
            var value = answer.Totals is [var only] ? only.Value?.ToString(CultureInfo.InvariantCulture) : null;
            return new(figure, value, phrase?.Text, phrase?.Text is null ? phrase?.Detail : null);
        }
    }
}
