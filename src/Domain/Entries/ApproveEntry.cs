namespace WorkTracker.Domain.Entries;

/// <summary>审核通过: of the content submitted last, or of the withdrawal asked for.</summary>
public sealed record ApproveEntry(Guid Id, long Version)
{
    public static Decision Decide(Entry entry) => entry.Status switch
    {
        EntryStatus.Submitted => Decision.Accept(new EntryApproved()),
        EntryStatus.WithdrawalRequested => Decision.Accept(new WithdrawalAccepted()),
        EntryStatus.Approved => Decision.Refuse("already-approved", "approved"),
        EntryStatus.Returned => Decision.Refuse("entry-returned", "returned"),
        EntryStatus.Withdrawn => Decision.Refuse("entry-withdrawn", "withdrawn"),
        _ => throw new InvalidOperationException($"No such status: {entry.Status}."),
    };
}
