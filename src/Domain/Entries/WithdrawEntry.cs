namespace WorkTracker.Domain.Entries;

/// <summary>撤回, with the reason: at once while never approved, else asked for.</summary>
public sealed record WithdrawEntry(Guid Id, long Version, string Reason)
{
    public static Decision Decide(WithdrawEntry withdraw, Entry entry) => entry.Status switch
    {
        _ when Reasons.Fault(withdraw.Reason, "reason") is { } fault => Decision.Refuse("content-invalid", [fault]),
        EntryStatus.Submitted or EntryStatus.Approved or EntryStatus.Returned => Decision.Accept(new EntryWithdrawn(withdraw.Reason.Trim())),
        EntryStatus.WithdrawalRequested => Decision.Refuse("withdrawal-pending", "withdrawal requested"),
        EntryStatus.Withdrawn => Decision.Refuse("entry-withdrawn", "withdrawn"),
        _ => throw new InvalidOperationException($"No such status: {entry.Status}."),
    };
}
