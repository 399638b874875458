using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// Brings the figures of a file that people have edited up to date. Only the text of figures' controls changes, and what the file knows of itself;
/// everything else stays byte for byte in its part.
/// </summary>
public static class Refreshing
{
    /// <summary>What a file knows of itself, or why it cannot be refreshed.</summary>
    public static (Provenance? Provenance, string? Refusal) Look(byte[] file) => EditedFile.Read(file) is var (read, refusal) ? (read?.Provenance, refusal) : default;

    /// <param name="file">Has been looked at.</param>
    /// <param name="now">Totals to bring it to.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<(byte[] File, RefreshResult Result)> RunAsync(byte[] file, TotalsView now, CancellationToken cancellation = default)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        RefreshResult result;
        using (var document = WordprocessingDocument.Open(stream, isEditable: true, new OpenSettings { AutoSave = true }))
        {
            var main = document.MainDocumentPart!;
            result = await RunAsync(main, Provenance.Read(main)!, new ViewFigures(now), now, cancellation);
        }

        return (stream.ToArray(), result);
    }

    private static async Task<RefreshResult> RunAsync(
        MainDocumentPart main, Provenance recorded, ViewFigures source, TotalsView now, CancellationToken cancellation)
    {
        var controls = FigureText.Controls(main).Where(pair => !FigureText.IsBeingDeleted(pair.Control)).ToLookup(pair => pair.Id, pair => pair.Control, StringComparer.Ordinal);
        var position = now.Standing.Position;
        var askable = recorded.Figures.Select(figure => figure.Key).Where(key => MovedFigures.CanAsk(key, now.Knowledge)).ToHashSet();
        await source.AskAsync(askable, cancellation);
        var (found, ids, events) = (new Found(), FigureText.IdsAfter(main), new MovingEvents(now, recorded.Position));
        var (figures, named) = (new List<Figure>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var figure in recorded.Figures)
        {
            var id = figure.Id;
            named.Add(id);
            var standing = controls[id].Where(control => !FigureText.IsEmpty(control)).ToList();
            var inChart = recorded.InCharts.Contains(id);
            if (standing.Count == 0 && !inChart)
            {
                found.Deleted.Add(MovedFigures.Named(figure, position));
            }

            if (!askable.Contains(figure.Key))
            {
                found.Unworded.Add(new(MovedFigures.Named(figure, position), figure.Text, "metric-unknown"));
                figures.Add(figure);
                continue;
            }

            var answer = await source.AnswerAsync(figure.Key, cancellation);
            if (answer.Figure is not { } current)
            {
                found.Unworded.Add(new(MovedFigures.Named(figure, position), figure.Text, ((CannotWord)answer.Phrase).Code));
                figures.Add(figure);
                continue;
            }

            figures.Add(current with { Name = figure.Name });
            var ours = standing.Where(control => FigureText.Of(control) is var text && (text == figure.Text || text == current.Text)).ToList();
            found.Overtyped.AddRange(standing.Except(ours).Select(control => new OvertypedFigure(MovedFigures.Named(figure, position), FigureText.Of(control), figure.Text, current.Text)));
            foreach (var control in ours)
            {
                FigureText.Set(control, FigureControl.Storable(current.Text));
                FigureText.Name(control, figure, ids);
            }

            if (figure.Values.SequenceEqual(current.Values) && figure.Text == current.Text)
            {
                found.Unchanged++;
            }
            else if (ours.Count > 0 || inChart)
            {
                found.Moved.Add(new(MovedFigures.Named(figure, position), figure.Text, current.Text, figure.Values, current.Values, ours.Count,
                    await events.OfAsync(figure.Key, cancellation)));
            }
        }

        var unknown = controls.Where(group => !named.Contains(group.Key)).SelectMany(group => group.Select(FigureText.Of)).ToList();
        var rows = await ChangedLists.OfAsync(recorded.Lists, source, cancellation);
        (recorded with { Position = position, Figures = [.. figures], Lists = [.. rows.Current] }).Write(main);
        return new(recorded.Position, position, found.Unchanged, found.Moved, found.Overtyped, found.Deleted, found.Unworded, unknown, rows.Changes);
    }

    private sealed class Found
    {
        public int Unchanged { get; set; }

        public List<MovedFigure> Moved { get; } = [];

        public List<OvertypedFigure> Overtyped { get; } = [];

        public List<NamedFigure> Deleted { get; } = [];

        public List<UnwordedFigure> Unworded { get; } = [];
    }
}
