using Marten;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Commands;

/// <summary>Definitions, departments and who may do what as their streams have them, at the versions inside.</summary>
public sealed record Known(Definitions Definitions, DepartmentTree Tree, Roster Roster);

/// <summary>Keeps what was folded last; folds anew when a stream has moved.</summary>
public sealed class KnownDefinitions(IDocumentStore store)
{
    private volatile Known newest = new(Definitions.Empty, DepartmentTree.Empty, Roster.Empty);

    /// <summary>What was known last, which may be old: for guesses only.</summary>
    public Known Newest => newest;

    /// <summary>
    /// At these versions, read by the command's own session where they are new: a command that held one connection and asked for another
    /// could wait for itself when many begin at once.
    /// </summary>
    internal async Task<Known> AtAsync(long catalog, long departments, long accounts, IQuerySession session, CancellationToken cancellation)
    {
        var known = newest;
        return known.Definitions.Version == catalog && known.Tree.Version == departments && known.Roster.Version == accounts ? known : newest = await ReadAsync(session, cancellation);
    }

    /// <summary>At these versions, for who holds no connection.</summary>
    internal async Task<Known> AtAsync(long catalog, long departments, long accounts, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await AtAsync(catalog, departments, accounts, session, cancellation);
    }

    public async Task<Known> ReadAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await ReadAsync(session, cancellation);
    }

    private static async Task<Known> ReadAsync(IQuerySession session, CancellationToken cancellation)
    {
        var catalog = await session.Events.FetchStreamAsync(Streams.Catalog, token: cancellation);
        var departments = await session.Events.FetchStreamAsync(Streams.Departments, token: cancellation);
        var accounts = await session.Events.FetchStreamAsync(Streams.Accounts, token: cancellation);
        return new(
            catalog.Aggregate(Definitions.Empty, (definitions, @event) => Definitions.Evolve(definitions, @event.Data)),
            departments.Aggregate(DepartmentTree.Empty, (tree, @event) => DepartmentTree.Evolve(tree, @event.Data)),
            accounts.Aggregate(Roster.Empty, (roster, @event) => Roster.Evolve(roster, @event.Data, @event.Timestamp)));
    }
}
