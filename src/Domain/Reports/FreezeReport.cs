using System.Collections.Immutable;
using System.Globalization;

namespace WorkTracker.Domain.Reports;

/// <summary>A figure as a file that people have edited has it. <c>Written</c> is what its places in the text print, each wording once.</summary>
public sealed record WrittenFigure(Figure Said, ImmutableArray<string> Written);

/// <summary>定稿: keeps the edited file for ever. Its figures are those that the store gives at the file's position: what the file says of itself is only compared with them.</summary>
/// <param name="Position">That the file says its figures are of.</param>
/// <param name="WithoutSource">Texts that stand in the file as figures and of which it does not say where they come from.</param>
/// <param name="Origin">The report that the file says it was drafted as; null where it says nothing.</param>
public sealed record FreezeReport(string File, long Position, ImmutableArray<WrittenFigure> Figures, ImmutableArray<string> WithoutSource, Guid? Origin)
{
    /// <summary>Why the file cannot be this report's, whatever its figures say; null where it can.</summary>
    public static Decision.Refused? Bar(FreezeReport freeze, Guid id, Report report) => report switch
    {
        { Frozen: not null } => (Decision.Refused)Decision.Refuse("report-frozen", ""),
        _ when freeze.Origin != id => (Decision.Refused)Decision.Refuse("file-of-another-report", ""),
        _ when freeze.Position < report.Drafted.Position => (Decision.Refused)Decision.Refuse("file-before-its-draft", ""),
        _ => null,
    };

    /// <param name="freeze">What is asked.</param>
    /// <param name="id">Of the report.</param>
    /// <param name="report">As it stands.</param>
    /// <param name="store">What the store gives for the figures' questions at the file's position; nothing for a figure that has no true words then.</param>
    public static Decision Decide(FreezeReport freeze, Guid id, Report report, IReadOnlyDictionary<FigureKey, Figure> store)
    {
        if (Bar(freeze, id, report) is { } barred)
        {
            return barred;
        }

        List<Fault> faults =
        [
            .. freeze.Figures.SelectMany(figure => Faults(figure, store.GetValueOrDefault(figure.Said.Key))),
            .. freeze.WithoutSource.Select(text => new Fault("figure-without-source", "file", text)),
        ];
        return faults.Count > 0
            ? Decision.Refuse("file-says-otherwise", faults)
            : Decision.Accept(new ReportFrozen(freeze.File, freeze.Position, [.. freeze.Figures.Select(figure => store[figure.Said.Key])]));
    }

    private static IEnumerable<Fault> Faults(WrittenFigure figure, Figure? store) => (figure.Said, store) switch
    {
        (var said, null) => [new("figure-without-words", PathOf(said), said.Name, said.Text)],
        (var said, var given) when said.Text != given.Text || !said.Values.SequenceEqual(given.Values) =>
            [new("figure-differs", PathOf(said), given.Name, Quoted(said), Quoted(given))],
        (var said, var given) => figure.Written.Where(text => text != given.Text).Select(text => new Fault("figure-overtyped", PathOf(said), given.Name, text, given.Text)),
    };

    private static string PathOf(Figure figure) => $"figures.{figure.Id}";

    /// <summary>With its values: a wording such as 70余家 is the same of many.</summary>
    private static string Quoted(Figure figure) =>
        $"{figure.Text}（{string.Join('、', figure.Values.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "—"))}）";
}
