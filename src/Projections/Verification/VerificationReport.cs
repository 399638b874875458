using System.Collections.Immutable;

namespace WorkTracker.Projections.Verification;

/// <summary>
/// What verifying came to. <c>Position</c> is where facts were compared; entries, members and cells were compared where totals stood when
/// their turn came, at or after it. <c>Found</c> counts every difference by its subject, <c>Differences</c> names the first
/// <see cref="Verification.MostNamed"/> of each.
/// </summary>
public sealed record VerificationReport(
    long Position,
    long Events,
    long Facts,
    long Entries,
    long Members,
    long Cells,
    TimeSpan Duration,
    ImmutableSortedDictionary<string, long> Found,
    ImmutableArray<Difference> Differences)
{
    public bool IsRight => Found.IsEmpty;
}

/// <summary>
/// One kept row that is not what its recomputation says. <c>Subject</c> is fact, entry, identity, member or cell. <c>Metric</c> is <c>code@version</c>;
/// what does not apply is null. <c>Kept</c> is null where a row is missing, <c>Recomputed</c> where one is too many.
/// </summary>
public sealed record Difference(
    string Subject, string? Metric, string? Department, string? Month, Guid? Entry, Guid? Party, string? Kept, string? Recomputed);

/// <summary>How far verifying has come: <c>Done</c> of <c>Goal</c> statements.</summary>
public readonly record struct VerificationProgress(string Subject, int Done, int Goal);
