using JasperFx.Events;
using Marten;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Parties;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>Entries straight from their events: what a command has answered is here at once.</summary>
public sealed class EntryReader(IDocumentStore store, NpgsqlDataSource database, KnownDefinitions definitions)
{
    /// <summary>Null where there is no such entry, or none that may be read.</summary>
    public async Task<EntryAnswer?> FindAsync(Guid id, Rights rights, CancellationToken cancellation)
    {
        var events = await EventsAsync(id, cancellation);
        if (events.Aggregate((Entry?)null, (state, @event) => Entry.Evolve(state, @event.Data)) is not { } entry)
        {
            return null;
        }

        if (!await IsReadableAsync(entry, rights, cancellation))
        {
            return null;
        }

        EntryContent[] contents = entry.Approved is null ? [entry.Submitted] : [entry.Submitted, entry.Approved];
        var names = await PartyNames.OfAsync(database, contents, cancellation);
        return new(
            id, events[^1].Version, entry.Status, await DepartmentAsync(entry.Department, cancellation), entry.Kind, entry.KindVersion, ContentAnswer.Of(entry.Submitted, names),
            entry.Approved is null || entry.Approved.Equals(entry.Submitted) ? null : ContentAnswer.Of(entry.Approved, names), entry.IsEndorsed ? true : null);
    }

    /// <summary>Empty where there is no such entry, or none that may be read.</summary>
    public async Task<IReadOnlyList<EntryStepAnswer>> HistoryAsync(Guid id, Rights rights, CancellationToken cancellation)
    {
        var events = await EventsAsync(id, cancellation);
        if (events is not [{ Data: EntryReported reported }, ..] || !await IsReadableAsync(Entry.Evolve(null, reported)!, rights, cancellation))
        {
            return [];
        }

        var names = await PartyNames.OfAsync(database, events.Select(@event => EntryStepAnswer.ContentOf(@event.Data)).OfType<EntryContent>(), cancellation);
        return [.. events.Select(@event => EntryStepAnswer.Of(@event, names))];
    }

    private async Task<bool> IsReadableAsync(Entry entry, Rights rights, CancellationToken cancellation)
    {
        var known = definitions.Newest.Tree.Find(entry.Department) is null || definitions.Newest.Definitions.FindKind(entry.Kind) is null
            ? await definitions.ReadAsync(cancellation)
            : definitions.Newest;
        return rights.Allows(Act.ReadEntries, entry.Department, known.Tree, known.Definitions.FindKind(entry.Kind)!);
    }

    private async Task<IReadOnlyList<IEvent>> EventsAsync(Guid id, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await session.Events.FetchStreamAsync(id, token: cancellation);
    }

    private async Task<DepartmentAnswer> DepartmentAsync(string code, CancellationToken cancellation)
    {
        var known = definitions.Newest.Tree.Find(code) ?? (await definitions.ReadAsync(cancellation)).Tree.Find(code);
        return new(code, known?.Name ?? code);
    }
}
