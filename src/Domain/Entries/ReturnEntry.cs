namespace WorkTracker.Domain.Entries;

/// <summary>退回, with a comment: of the content submitted last, or of the withdrawal asked for.</summary>
public sealed record ReturnEntry(Guid Id, long Version, string Comment)
{
    public static Decision Decide(ReturnEntry give, Entry entry) => entry.Status switch
    {
        _ when Reasons.Fault(give.Comment, "comment") is { } fault => Decision.Refuse("content-invalid", [fault]),
        EntryStatus.Submitted or EntryStatus.WithdrawalRequested => Decision.Accept(new EntryReturned(give.Comment.Trim())),
        EntryStatus.Approved => Decision.Refuse("already-approved", "approved"),
        EntryStatus.Returned => Decision.Refuse("entry-returned", "returned"),
        EntryStatus.Withdrawn => Decision.Refuse("entry-withdrawn", "withdrawn"),
        _ => throw new InvalidOperationException($"No such status: {entry.Status}."),
    };
}
