using WorkTracker.Domain;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Projections.Totals;

/// <summary>An entry as the fold keeps it: its state, and the positions of the events that stated its contents.</summary>
internal sealed class KeptEntry(Guid id, long no, string? reportedBy, DateTimeOffset reportedAt)
{
    public Guid Id => id;

    /// <summary>The position where it was first reported.</summary>
    public long No => no;

    public string? ReportedBy => reportedBy;
    public DateTimeOffset ReportedAt => reportedAt;
    public required Entry State { get; set; }
    public required long Version { get; set; }
    public required long SubmittedPosition { get; set; }
    public long? ApprovedPosition { get; set; }
    public long ChangedPosition { get; set; }

    /// <summary>The content that counts on a basis and the position that stated it; null where nothing does.</summary>
    public (EntryContent Content, long Position)? Counted(Basis basis) => State.Counted(basis) switch
    {
        null => null,
        _ when basis == Basis.Approved || State.Status == EntryStatus.Returned => (State.Approved!, ApprovedPosition!.Value),
        var content => (content, SubmittedPosition),
    };

    public void Apply(object @event, long version, long position)
    {
        State = Entry.Evolve(State, @event)!;
        Version = version;
        ChangedPosition = position;
        switch (@event)
        {
            case EntryReported or EntryCorrected:
                SubmittedPosition = position;
                break;
            case EntryApproved:
                ApprovedPosition = SubmittedPosition;
                break;
            default:
                break;
        }
    }
}
