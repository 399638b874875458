using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Reports.Drafting;

/// <summary>Answers from one view of totals, so all of one position; each question is asked once.</summary>
internal sealed class ViewFigures(TotalsView view) : FigureSource(view.Knowledge)
{
    private readonly Dictionary<Question, Total> totals = [];
    private readonly Dictionary<Question, IReadOnlyList<PartyRow>> parties = [];
    private readonly Dictionary<FigureKey, AnsweredFigure> answered = [];

    /// <summary>Figures that have been printed before at this position: they are not asked again.</summary>
    public void Recall(IEnumerable<Figure> figures)
    {
        foreach (var figure in figures)
        {
            var metric = Metric(figure.Key.Metrics);
            answered[figure.Key] = new(
                figure.Key, figure.Name, figure.Values, figure.Values is [{ } value] && metric is not null ? value / metric.Definition.Scale : null, new Worded(figure.Text));
        }
    }

    /// <summary>Asks everything that the keys will need in one go.</summary>
    public async Task AskAsync(IEnumerable<FigureKey> keys, CancellationToken cancellation)
    {
        var questions = keys.Where(key => key.Party is null && !answered.ContainsKey(key)).SelectMany(Questions).Distinct().Where(question => !totals.ContainsKey(question)).ToList();
        foreach (var total in await view.AnswerAsync(questions, cancellation))
        {
            totals[total.Question] = total;
        }
    }

    public override async ValueTask<AnsweredFigure> AnswerAsync(FigureKey key, CancellationToken cancellation)
    {
        if (!answered.TryGetValue(key, out var answer))
        {
            answered[key] = answer = key.Party is { } party
                ? await OfPartyAsync(key, party, cancellation)
                : await OfTotalsAsync(key, cancellation);
        }

        return answer;
    }

    public override async ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(Question question, string? program, CancellationToken cancellation)
    {
        var entries = await view.EntriesBehindAsync(question, null, EntriesFilter.MostRows * 4, cancellation);
        var chosen = entries.Where(entry => program is null || entry.Program == program).ToList();
        var fields = await view.FieldsAsync([.. chosen.Select(entry => entry.Entry)], question.Basis, cancellation);
        return [.. chosen.Select(entry => new EntryRow(
            entry.Entry, entry.Day, entry.Department.Name, Knowledge.Definitions.FindProgram(entry.Program)?.Name ?? entry.Program, fields[entry.Entry]))];
    }

    /// <summary>Largest first.</summary>
    public override async ValueTask<IReadOnlyList<PartyRow>> PartiesAsync(Question question, CancellationToken cancellation)
    {
        if (!parties.TryGetValue(question, out var rows))
        {
            var parts = await view.ByPartyAsync(question, cancellation);
            var names = await view.NamesAsync([.. parts.Select(part => part.Unit)], cancellation);
            parties[question] = rows = [.. parts.Select(part => new PartyRow(part.Unit, names[part.Unit], part.Value))
                .OrderByDescending(row => row.Value).ThenBy(row => row.Name, StringComparer.Ordinal)];
        }

        return rows;
    }

    private async Task<AnsweredFigure> OfTotalsAsync(FigureKey key, CancellationToken cancellation)
    {
        await AskAsync([key], cancellation);
        var styles = StylesOf(key);
        List<Total> asked = [.. Questions(key).Select(question => totals[question])];
        var first = asked[0];
        var name = string.Join('、', asked.Where(total => total.Question.Window == first.Question.Window).Select(total => total.Question.Metric.Definition.Name));
        var phrase = styles switch
        {
            [WordingStyle.LeadingDigits style] => FigureReader.Together(asked, style),
            [WordingStyle.Growth style] => Growth(first, asked[1], style),
            _ => await FirstAsync(styles, style => FigureReader.WordAsync(view, first, style, cancellation)),
        };
        var values = styles is [WordingStyle.LeadingDigits] ? asked : asked[..1];
        return new(key, name, [.. values.Select(total => Plain(total.Value))], values.Count == 1 ? FigureReader.Printed(first) : null, phrase);
    }

    private static async Task<Phrase> FirstAsync(IEnumerable<WordingStyle> styles, Func<WordingStyle, Task<Phrase>> word)
    {
        Phrase? first = null;
        foreach (var style in styles)
        {
            var phrase = await word(style);
            if (phrase is Worded)
            {
                return phrase;
            }

            first ??= phrase;
        }

        return first!;
    }

    private static Phrase Growth(Total now, Total before, WordingStyle style) => Comparison.Of(now.Value, before.Value) switch
    {
        { Percent: { } percent } => Wording.Of(new Measured.Growth(percent), style),
        { WhyNone: var why } => new CannotWord("no-comparison", why ?? ""),
    };

    private async Task<AnsweredFigure> OfPartyAsync(FigureKey key, Guid party, CancellationToken cancellation)
    {
        var question = Questions(key).First();
        var row = (await PartiesAsync(question, cancellation)).FirstOrDefault(row => row.Id == party);
        var name = $"{question.Metric.Definition.Name}：{row?.Name}";
        return row is null
            ? new(key, name, [null], null, new CannotWord("no-value", "no-data"))
            : new(key, name, [Plain(row.Value)], row.Value / question.Metric.Definition.Scale,
                await FirstAsync(StylesOf(key), style => Task.FromResult(Wording.Of(row.Value, FigureReader.UnitOf(question.Metric), style))));
    }

    /// <summary>What a key asks. Keys are made from what was looked up, or come from a file and have been checked.</summary>
    private IEnumerable<Question> Questions(FigureKey key)
    {
        var department = Knowledge.Tree.Find(key.Department)!;
        if (!Window.TryParse(key.Window, out var window))
        {
            yield break;
        }

        foreach (var code in key.Metrics.Split(','))
        {
            yield return new(Metric(code)!, department, window, key.Basis);
            if (StylesOf(key) is [WordingStyle.Growth])
            {
                yield return new(Metric(code)!, department, window.PreviousYear(), key.Basis);
            }
        }
    }

    private static IReadOnlyList<WordingStyle> StylesOf(FigureKey key) =>
        Styles.TryRead(key.Style, out var styles, out var refusal) ? styles : throw new FormatException(refusal.Detail);

    /// <summary>Without the zeros that a numeric remembers.</summary>
    private static decimal? Plain(decimal? value) => value / 1.0000000000000000000000000000m;
}
