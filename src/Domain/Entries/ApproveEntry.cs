using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Entries;

/// <summary>审核通过: of the content submitted last, or of the withdrawal asked for. Who had a hand in it never approves it.</summary>
public sealed record ApproveEntry(Guid Id, long Version)
{
    public static Decision Decide(Entry entry, ReviewRights reviewer) => entry.Status switch
    {
        EntryStatus.Approved => Decision.Refuse("already-approved", "approved"),
        EntryStatus.Returned => Decision.Refuse("entry-returned", "returned"),
        EntryStatus.Withdrawn => Decision.Refuse("entry-withdrawn", "withdrawn"),
        EntryStatus.Submitted or EntryStatus.WithdrawalRequested when reviewer.IsAuthor => Decision.Refuse("own-entry", reviewer.By),
        EntryStatus.Submitted => Approve(entry, reviewer),
        EntryStatus.WithdrawalRequested => Level(reviewer.Approval == Approval.Own ? reviewer.IsCovering : reviewer.IsAbove, new WithdrawalAccepted()),
        _ => throw new InvalidOperationException($"No such status: {entry.Status}."),
    };

    private static Decision Approve(Entry entry, ReviewRights reviewer) => reviewer.Approval switch
    {
        Approval.Above => Level(reviewer.IsAbove, new EntryApproved()),
        Approval.Own => Level(reviewer.IsCovering, new EntryApproved()),
        Approval.Both when !entry.IsEndorsed => Level(reviewer.IsOwn, new EntryEndorsed()),
        Approval.Both when reviewer.EndorsedBy == reviewer.By => Decision.Refuse("second-reviewer-wanted", reviewer.By),
        Approval.Both => Level(reviewer.IsAbove, new EntryApproved()),
        _ => throw new InvalidOperationException($"No such approval: {reviewer.Approval}."),
    };

    private static Decision Level(bool isTheirs, object @event) => isTheirs ? Decision.Accept(@event) : Decision.Refuse("approval-of-another-level", "");
}
