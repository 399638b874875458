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
    /// <summary>Events are looked up for so many figures; the others are listed without.</summary>
    private const int MostTraced = 100;
    private const int MostEntries = 20_000;
    private const int MostEvents = 50;

    /// <summary>Figures whose keys can still be asked: a department or metric that a file names may never have been here.</summary>
    public static bool CanAsk(FigureKey key, Knowledge knowledge) =>
        knowledge.Tree.Find(key.Department) is not null && Window.TryParse(key.Window, out _) && Styles.TryRead(key.Style, out _, out _)
        && key.Metrics.Split(',') is { Length: <= 12 } metrics && metrics.All(metric => MetricOf(metric, knowledge) is not null)
        && (key.Party is null || MetricOf(key.Metrics, knowledge)!.Measure.CountsUnits);

    public static NamedFigure Named(Figure figure, long position) =>
        new(figure.Id, figure.Name, figure.Key.Metrics, figure.Key.Department, figure.Key.Window, FigureAddress.Of(figure.Key, position));

    /// <summary>What of a report has moved since its position: the list of a frozen report.</summary>
    public static async Task<IReadOnlyList<MovedFigure>> SinceAsync(IReadOnlyList<Figure> figures, long position, TotalsView now, TotalsView then, CancellationToken cancellation)
    {
        var source = new ViewFigures(now);
        var asked = figures.Where(figure => CanAsk(figure.Key, now.Knowledge)).ToList();
        await source.AskAsync(asked.Select(figure => figure.Key), cancellation);
        var moved = new List<MovedFigure>();
        foreach (var figure in asked)
        {
            var answer = await source.AnswerAsync(figure.Key, cancellation);
            if (!figure.Values.SequenceEqual(answer.Values))
            {
                moved.Add(new(Named(figure, now.Standing.Position), figure.Text, Text(answer), figure.Values, answer.Values, 1,
                    await EventsAsync(figure.Key, now, then, moved.Count, position, cancellation)));
            }
        }

        return moved;
    }

    internal static string Text(AnsweredFigure answer) => answer.Phrase is Worded worded ? worded.Text : "—";

    internal static async Task<IReadOnlyList<HappenedEvent>> EventsAsync(FigureKey key, TotalsView now, TotalsView then, int traced, long position, CancellationToken cancellation)
    {
        if (traced >= MostTraced || !Window.TryParse(key.Window, out var window))
        {
            return [];
        }

        var changed = new HashSet<Guid>();
        foreach (var metric in key.Metrics.Split(','))
        {
            foreach (var (term, span) in Terms(MetricOf(metric, now.Knowledge)!, window, now.Knowledge))
            {
                var question = new Question(term, now.Knowledge.Tree.Find(key.Department)!, span, key.Basis);
                var (after, before) = (await EntriesAsync(now, question, cancellation), await EntriesAsync(then, question, cancellation));
                changed.UnionWith(after.Except(before).Concat(before.Except(after)).Select(entry => entry.Entry));
            }
        }

        var events = changed.Count > 0
            ? await now.EventsAsync(changed, position, now.Standing.Position, cancellation)
            : await now.KnowledgeEventsAsync(position, now.Standing.Position, cancellation);
        return [.. events.Take(MostEvents)];
    }

    private static async Task<HashSet<(Guid Entry, decimal Contribution, string Units)>> EntriesAsync(TotalsView view, Question question, CancellationToken cancellation) =>
        view.Knowledge.Tree.Find(question.Department.Code) is not { } department || view.Knowledge.Definitions.FindMetric(question.Metric.Code) is null
            ? []
            : [.. (await view.EntriesBehindAsync(question with { Department = department }, null, MostEntries, cancellation))
                .Select(entry => (entry.Entry, entry.Contribution, string.Join(' ', entry.Units)))];

    /// <summary>The metrics that entries stand behind: a formula's terms, and theirs.</summary>
    private static IEnumerable<(Metric Metric, Window Window)> Terms(Metric metric, Window window, Knowledge knowledge) => metric.Measure is not Measure.Computed computed
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
