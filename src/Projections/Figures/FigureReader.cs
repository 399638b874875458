using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Figures;

/// <summary>Words totals. Everything that a phrase needs beside the number (names, what is covered) is read from the same view, so of the same position.</summary>
public static class FigureReader
{
    /// <summary>The most names that a phrase may list.</summary>
    public const int MostNames = 50;

    public static async Task<Phrase> WordAsync(TotalsView view, Total total, WordingStyle style, CancellationToken cancellation = default) =>
        total.Value is not { } value
            ? new CannotWord("no-value", total.WhyNone ?? "no-data")
            : style switch
            {
                WordingStyle.FullCoverage => await CoverageAsync(view, total.Question, style, cancellation),
                WordingStyle.QuotedNames => await NamesAsync(view, total.Question, style, cancellation),
                _ => Wording.Of(value, UnitOf(total.Question.Metric), style),
            };

    /// <summary>Words a part of a total; what a phrase needs beside the number is there only for parts that answer a question of their own.</summary>
    public static async Task<Phrase> WordAsync(TotalsView view, Part part, Question whole, WordingStyle style, CancellationToken cancellation = default) =>
        part is { Question: null, Value: { } value }
            ? Wording.Of(value, UnitOf(whole.Metric), style)
            : await WordAsync(view, new Total(part.Question ?? whole, part.Value, part.WhyNone), style, cancellation);

    /// <summary>One phrase of several totals: their leading digits, in the order given.</summary>
    public static Phrase Together(IReadOnlyList<Total> totals, WordingStyle style) =>
        totals.FirstOrDefault(total => total.Value is null) is { } missing
            ? new CannotWord("no-value", $"{missing.Question.Metric.Code}: {missing.WhyNone ?? "no-data"}")
            : Wording.Of(new Measured.Shares([.. totals.Select(total => Printed(total)!.Value)]), style);

    /// <summary>In the metric's unit: 521.29 of 亿元. Null where the total has no value.</summary>
    public static decimal? Printed(Total total) => total.Value / total.Question.Metric.Definition.Scale;

    public static MeasurementUnit UnitOf(Metric metric) =>
        new(metric.Definition.Unit, metric.Definition.Scale, metric.Definition.Decimals);

    /// <summary>A coverage is a formula <c>covered / all</c>.</summary>
    private static async Task<Phrase> CoverageAsync(TotalsView view, Question question, WordingStyle style, CancellationToken cancellation)
    {
        if (question.Metric.Measure is not Measure.Computed { Formula: Formula.Operation { Operator: '/' } ratio })
        {
            return new CannotWord("style-does-not-fit", $"'{style.Code}' words a formula 'covered / all'; {question.Metric.Code} is none.");
        }

        Question Of(Formula part) => question with { Metric = question.Metric with { Measure = new Measure.Computed(part) } };
        var parts = await view.AnswerAsync([Of(ratio.Left), Of(ratio.Right)], cancellation);
        return parts is [{ Value: { } covered }, { Value: { } all }]
            ? Wording.Of(new Measured.Coverage(covered, all), style)
            : new CannotWord("no-value", "no-data");
    }

    /// <summary>In the order in which entries first name them.</summary>
    private static async Task<Phrase> NamesAsync(TotalsView view, Question question, WordingStyle style, CancellationToken cancellation)
    {
        if (!question.Metric.Measure.CountsUnits)
        {
            return new CannotWord("style-does-not-fit", $"'{style.Code}' names parties; {question.Metric.Code} does not count any.");
        }

        var counted = (await view.ByPartyAsync(question, cancellation)).Select(part => part.Unit).ToHashSet();
        if (counted.Count > MostNames)
        {
            return new CannotWord("names-too-many", $"{counted.Count} names; a phrase lists at most {MostNames}.");
        }

        var entries = await view.EntriesBehindAsync(question, null, int.MaxValue, cancellation);
        var inOrder = entries.SelectMany(entry => entry.Units).Concat(counted).Distinct().Where(counted.Contains).ToList();
        var names = await view.NamesAsync(inOrder, cancellation);
        return Wording.Of(new Measured.Names([.. inOrder.Select(unit => names[unit])]), style);
    }
}
