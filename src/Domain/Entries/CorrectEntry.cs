using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Entries;

/// <summary>更正: new content, with the reason. Also how a returned entry is submitted again. Department and kind stay: another one is another entry.</summary>
public sealed record CorrectEntry(Guid Id, long Version, ContentDraft Draft, string Reason)
{
    public static Decision Decide(CorrectEntry correct, Entry entry, Kind kind, EntryContent content) => entry.Status switch
    {
        _ when Reasons.Fault(correct.Reason, "reason") is { } fault => Decision.Refuse("content-invalid", [fault]),
        EntryStatus.Withdrawn => Decision.Refuse("entry-withdrawn", "withdrawn"),
        EntryStatus.WithdrawalRequested => Decision.Refuse("withdrawal-pending", "withdrawal requested"),
        EntryStatus.Submitted or EntryStatus.Approved when entry.Submitted.Equals(content) => Decision.Refuse("nothing-changed", "same content"),
        EntryStatus.Submitted or EntryStatus.Approved or EntryStatus.Returned =>
            Decision.Accept(new EntryCorrected(kind.Version, content, correct.Reason.Trim())),
        _ => throw new InvalidOperationException($"No such status: {entry.Status}."),
    };
}
