namespace WorkTracker.Domain.Entries;

public enum EntryStatus
{
    /// <summary>待审核.</summary>
    Submitted,

    /// <summary>已审核.</summary>
    Approved,

    /// <summary>已退回.</summary>
    Returned,

    /// <summary>申请撤回: approved before, its withdrawal waits for a reviewer.</summary>
    WithdrawalRequested,

    /// <summary>已撤回.</summary>
    Withdrawn,
}

/// <summary>
/// An entry as its events leave it. <c>Approved</c> is the content approved last, null while never approved; <c>IsEndorsed</c>: of two reviewers the first has
/// agreed to the content submitted last.
/// </summary>
public sealed record Entry(
    string Department, string Kind, int KindVersion, EntryStatus Status, EntryContent Submitted, EntryContent? Approved, bool IsEndorsed = false)
{
    /// <summary>Total over every event; null before the first.</summary>
    public static Entry? Evolve(Entry? entry, object @event) => (entry, @event) switch
    {
        (null, EntryReported e) => new(e.Department, e.Kind, e.KindVersion, EntryStatus.Submitted, e.Content, null),
        (not null, EntryCorrected e) => entry with { Status = EntryStatus.Submitted, Submitted = e.Content, KindVersion = e.KindVersion, IsEndorsed = false },
        (not null, EntryEndorsed) => entry with { IsEndorsed = true },
        (not null, EntryApproved) => entry with { Status = EntryStatus.Approved, Approved = entry.Submitted, IsEndorsed = false },
        (not null, EntryReturned) => entry with { Status = entry.AfterReturn, IsEndorsed = false },
        (not null, EntryWithdrawn) => entry with { Status = entry.Approved is null ? EntryStatus.Withdrawn : EntryStatus.WithdrawalRequested },
        (not null, WithdrawalAccepted) => entry with { Status = EntryStatus.Withdrawn },
        _ => entry,
    };

    /// <summary>A withdrawal that is not accepted leaves an entry whose newest content was approved as it was.</summary>
    private EntryStatus AfterReturn =>
        Status == EntryStatus.WithdrawalRequested && Submitted.Equals(Approved) ? EntryStatus.Approved : EntryStatus.Returned;

    /// <summary>The content that counts on a basis; null where the entry does not count.</summary>
    public EntryContent? Counted(Basis basis) => (basis, Status) switch
    {
        (_, EntryStatus.Withdrawn) => null,
        (Basis.Approved, _) => Approved,
        (Basis.Reported, EntryStatus.Submitted or EntryStatus.Approved) => Submitted,
        (Basis.Reported, EntryStatus.Returned) => Approved,
        (Basis.Reported, EntryStatus.WithdrawalRequested) => null,
        _ => throw new InvalidOperationException($"No such basis or status: {basis}, {Status}."),
    };
}
