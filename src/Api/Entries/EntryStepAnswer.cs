using JasperFx.Events;
using WorkTracker.Api.Parties;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>One step of an entry's life.</summary>
/// <param name="Step">The event's name: entry_reported, entry_corrected, entry_approved, entry_returned, entry_withdrawn, withdrawal_accepted.</param>
/// <param name="Why">The reason or comment, where the step has one.</param>
/// <param name="Content">The whole content that the step submitted, where it did.</param>
public sealed record EntryStepAnswer(
    long Version, string Step, DateTimeOffset At, string? By, string? Why, long Position, string? Correlation, Guid? Import, ContentAnswer? Content)
{
    public static EntryStepAnswer Of(IEvent @event, PartyNames names) => new(
        @event.Version, @event.EventTypeName, @event.Timestamp, @event.UserName,
        @event.Data switch
        {
            EntryCorrected e => e.Reason,
            EntryReturned e => e.Comment,
            EntryWithdrawn e => e.Reason,
            _ => null,
        },
        @event.Sequence, @event.CorrelationId, (@event.Data as EntryReported)?.Import,
        ContentOf(@event.Data) is { } content ? ContentAnswer.Of(content, names) : null);

    internal static EntryContent? ContentOf(object @event) => @event switch
    {
        EntryReported e => e.Content,
        EntryCorrected e => e.Content,
        _ => null,
    };
}
