using System.Collections.Immutable;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Reports.Drafting;

/// <summary>A figure's values and wording; <c>Phrase</c> says why where it has none.</summary>
public sealed record AnsweredFigure(FigureKey Key, string Name, ImmutableArray<decimal?> Values, decimal? Printed, Phrase Phrase)
{
    public Figure? Figure => Phrase is Worded worded ? new(Key, Name, Values, worded.Text) : null;
}

/// <summary>An entry behind a metric, with its content as texts by field code.</summary>
public sealed record EntryRow(Guid Id, DateOnly Day, string Department, string Program, IReadOnlyDictionary<string, string> Fields);

/// <summary>A party that a metric counts, and what it contributes as stored.</summary>
public sealed record PartyRow(Guid Id, string Name, decimal Value);

/// <summary>Where a filling gets its numbers and rows from.</summary>
internal abstract class FigureSource(Knowledge knowledge)
{
    public Knowledge Knowledge => knowledge;

    public abstract ValueTask<AnsweredFigure> AnswerAsync(FigureKey key, CancellationToken cancellation);

    public abstract ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(Question question, string? program, CancellationToken cancellation);

    public abstract ValueTask<IReadOnlyList<PartyRow>> PartiesAsync(Question question, CancellationToken cancellation);

    /// <summary><c>code</c> or <c>code@version</c>; null where there is none.</summary>
    public Metric? Metric(string text) => text.Split('@') switch
    {
        [var code] => knowledge.Definitions.FindMetric(code),
        [var code, var version] when int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) =>
            knowledge.Definitions.FindMetric(code, number),
        _ => null,
    };
}

/// <summary>
/// Answers nothing and remembers what was asked: with it a template is tried before it is stored, and what a draft will ask is known before
/// it is asked, so that it can be asked at once.
/// </summary>
internal sealed class ForeseenFigures(Knowledge knowledge) : FigureSource(knowledge)
{
    public HashSet<FigureKey> Asked { get; } = [];

    public override ValueTask<AnsweredFigure> AnswerAsync(FigureKey key, CancellationToken cancellation)
    {
        Asked.Add(key);
        return new(new AnsweredFigure(key, "", [], 0, new Worded("0")));
    }

    public override ValueTask<IReadOnlyList<EntryRow>> EntriesAsync(Question question, string? program, CancellationToken cancellation) => new([]);

    public override ValueTask<IReadOnlyList<PartyRow>> PartiesAsync(Question question, CancellationToken cancellation) => new([]);
}
