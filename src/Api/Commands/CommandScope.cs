using JasperFx.Events;
using Marten;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Commands;

/// <summary>What a decision may use, all inside the command's transaction: what is known, the stream as it stands, and where to append.</summary>
public sealed class CommandScope
{
    /// <summary>So few streams are cheaper one by one: their versions and positions come back with them.</summary>
    private const int Few = 20;

    private readonly Actor actor;
    private readonly List<(Guid Stream, StreamAction Action)> actions = [];
    private readonly NewStreams many;

    internal CommandScope(Actor actor, Known known, IDocumentSession session, NpgsqlConnection connection, IReadOnlyList<IEvent> history)
    {
        (this.actor, Known, Session, Connection, History) = (actor, known, session, connection, history);
        many = new(session.DocumentStore);
    }

    public Known Known { get; }

    /// <summary>The events of the command's stream; its row is locked. Empty where it has none.</summary>
    public IReadOnlyList<IEvent> History { get; }

    /// <summary>For a command that begins its stream: something else has been begun under this id.</summary>
    public bool IsTaken => History.Count > 0;

    /// <summary>What the command turned out to be about, where that is not its own stream.</summary>
    public Guid? Concerns { get; set; }

    internal NpgsqlConnection Connection { get; }

    internal IDocumentSession Session { get; }

    internal IReadOnlyList<(Guid Stream, StreamAction Action)> Actions => actions;

    /// <summary>Begins a stream; <typeparamref name="TState"/> is what its events tell about.</summary>
    public void Start<TState>(Guid stream, IEnumerable<object> events)
        where TState : class => Add(stream, Session.Events.StartStream<TState>(stream, events));

    /// <summary>Begins streams of one event each, in this order and after all others. So many that they are written as a set.</summary>
    public void StartAll<TState>(IReadOnlyCollection<(Guid Stream, object Event)> streams)
        where TState : class
    {
        foreach (var (stream, @event) in streams)
        {
            if (streams.Count < Few)
            {
                Start<TState>(stream, [@event]);
            }
            else
            {
                many.Add<TState>(stream, @event);
            }
        }
    }

    /// <summary>For a department and months that only the stream's history told: taken after the stream's row, before anything is read of their books.</summary>
    public Task LockAsync(Ledger ledger, CancellationToken cancellation) =>
        LockAsync("select pg_advisory_xact_lock_shared(key) from unnest($1) key", Locks.Of([ledger], Known.Tree), cancellation);

    /// <summary>For changes of which parties are one: they are made one after the other.</summary>
    public Task LockPartiesAsync(CancellationToken cancellation) =>
        LockAsync("select pg_advisory_xact_lock(key) from unnest($1) key", [Locks.Parties], cancellation);

    private async Task LockAsync(string sql, long[] keys, CancellationToken cancellation)
    {
        await using var locks = new NpgsqlCommand(sql, Connection) { Parameters = { new() { Value = keys } } };
        await locks.ExecuteNonQueryAsync(cancellation);
    }

    public void Append(Guid stream, IEnumerable<object> events) => Add(stream, Session.Events.Append(stream, events));

    /// <summary>What was begun as a set is written behind all other events; true where there is such a set.</summary>
    internal bool QueueMany()
    {
        if (many.Any)
        {
            many.Queue(Session, actor.Name, ((IEventRegistry)Session.DocumentStore.Options.Events).TimeProvider.GetUtcNow());
        }

        return many.Any;
    }

    private void Add(Guid stream, StreamAction action)
    {
        foreach (var @event in action.Events)
        {
            @event.UserName = actor.Name;
        }

        actions.Add((stream, action));
    }
}
