using WorkTracker.Projections.Totals;

namespace WorkTracker.Reports.Refresh;

/// <summary>A figure as a list for people names it.</summary>
/// <param name="Address">Of the entries behind it now.</param>
public sealed record NamedFigure(string Id, string Name, string Metrics, string Department, string Window, string Address);

/// <summary>What moved, from what to what, and the events that moved it.</summary>
/// <param name="Places">How often it stands in the text; 0 where it stands in a chart, which is left as it is.</param>
/// <param name="Events">Of the entries that count differently now, or of definitions where no entry does.</param>
public sealed record MovedFigure(
    NamedFigure Figure, string Before, string After, IReadOnlyList<decimal?> ValuesBefore, IReadOnlyList<decimal?> ValuesAfter, int Places, IReadOnlyList<HappenedEvent> Events);

/// <summary>A person has written something else over it: it is left as it is.</summary>
public sealed record OvertypedFigure(NamedFigure Figure, string Written, string Recorded, string Current);

/// <param name="Why">A stable code: why there are no true words for the value that it has now.</param>
public sealed record UnwordedFigure(NamedFigure Figure, string Recorded, string Why);

/// <summary>Rows that a loop would print now and did not, and the other way round: reported, not inserted.</summary>
public sealed record ChangedRows(string Source, string Metric, string Window, IReadOnlyList<string> Added, IReadOnlyList<string> Dropped);

/// <summary>What a refresh did and found.</summary>
/// <param name="Deleted">Figures that stood in the file and no longer do.</param>
/// <param name="Unknown">Controls of figures that the file knows nothing of, by their texts: pasted from another report.</param>
public sealed record RefreshResult(
    long PositionBefore, long Position, int Unchanged, IReadOnlyList<MovedFigure> Moved, IReadOnlyList<OvertypedFigure> Overtyped, IReadOnlyList<NamedFigure> Deleted,
    IReadOnlyList<UnwordedFigure> Unworded, IReadOnlyList<string> Unknown, IReadOnlyList<ChangedRows> Rows);
