using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>What figures say now beside what they said at a position before, and what happened in between.</summary>
public static class MovedFigures
{
    /// <summary>Figures whose keys can still be asked: a department or metric that a file names may never have been here.</summary>
    public static bool CanAsk(FigureKey key, Knowledge knowledge) =>
        knowledge.Tree.Find(key.Department) is not null && Window.TryParse(key.Window, out _) && Styles.TryRead(key.Style, out var styles, out _)
        && key.Metrics.Split(',') is { Length: <= FigureFilter.MostMetrics } metrics && metrics.All(metric => MetricOf(metric, knowledge) is not null)
        && (metrics.Length == 1 || styles is [WordingStyle.LeadingDigits])
        && (key.Party is null || (metrics.Length == 1 && MetricOf(key.Metrics, knowledge)!.Measure.CountsUnits));

    public static NamedFigure Named(Figure figure, long position) =>
        new(figure.Id, figure.Name, figure.Key.Metrics, figure.Key.Department, figure.Key.Window, FigureAddress.Of(figure.Key, position));

    /// <summary>What of a report has moved since its position: the list of a frozen report.</summary>
    public static async Task<IReadOnlyList<MovedFigure>> SinceAsync(IReadOnlyList<Figure> figures, long position, TotalsView now, CancellationToken cancellation)
    {
        var source = new ViewFigures(now);
        var asked = figures.Where(figure => CanAsk(figure.Key, now.Knowledge)).ToList();
        await source.AskAsync(asked.Select(figure => figure.Key), cancellation);
        var (moved, events) = (new List<MovedFigure>(), new MovingEvents(now, position));
        foreach (var figure in asked)
        {
            var answer = await source.AnswerAsync(figure.Key, cancellation);
            if (!figure.Values.SequenceEqual(answer.Values))
            {
                moved.Add(new(Named(figure, now.Standing.Position), figure.Text, Text(answer), figure.Values, answer.Values, 1, await events.OfAsync(figure.Key, cancellation)));
            }
        }

        return moved;
    }

    internal static string Text(AnsweredFigure answer) => answer.Phrase is Worded worded ? worded.Text : "—";

    /// <summary>The metrics that entries stand behind: a formula's terms, and theirs.</summary>
    internal static IEnumerable<(Metric Metric, Window Window)> Terms(Metric metric, Window window, Knowledge knowledge) => metric.Measure is not Measure.Computed computed
        ? [(metric, window)]
        : computed.Formula.Terms.SelectMany(term => Terms(knowledge.Definitions.FindMetric(term.Metric)!, term.Window switch
        {
            TermWindow.Until => Window.SinceTheBeginning(window.Until),
            TermWindow.PreviousYear => window.PreviousYear(),
            _ => window,
        }, knowledge));

    internal static Metric? MetricOf(string text, Knowledge knowledge) => text.Split('@') is [var code, var version]
        && int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? knowledge.Definitions.FindMetric(code, number) : null;
}
