namespace WorkTracker.Domain.Entries;

/// <summary>Begins an entry's stream. <c>KindVersion</c> is the kind's version that the content was checked against; <c>Import</c> is null for an entry logged on its own.</summary>
public sealed record EntryReported(string Department, string Kind, int KindVersion, EntryContent Content, Guid? Import);

public sealed record EntryCorrected(int KindVersion, EntryContent Content, string Reason);

/// <summary>初审: where two reviewers approve in turn, the first has agreed; nothing counts differently yet.</summary>
public sealed record EntryEndorsed;

/// <summary>The content submitted last counts as approved.</summary>
public sealed record EntryApproved;

/// <summary>Sent back to the reporter. After a withdrawal was asked for: the withdrawal is not accepted.</summary>
public sealed record EntryReturned(string Comment);

/// <summary>Counts at once while never approved; otherwise out of 已报送 at once and out of 已审核 when accepted.</summary>
public sealed record EntryWithdrawn(string Reason);

public sealed record WithdrawalAccepted;
