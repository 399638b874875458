using System.Collections.Immutable;
using JasperFx.Events;
using Marten;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Commands;

/// <summary>What a decision may use, all inside the command's transaction: what is known, the stream as it stands, and where to append.</summary>
public sealed class CommandScope
{
    /// <summary>So few streams are cheaper one by one: their versions and positions come back with them.</summary>
    private const int Few = 20;

    private readonly Command command;
    private readonly List<(Guid Stream, StreamAction Action)> actions = [];
    private readonly NewStreams many;
    private readonly HashSet<Role> roles = [];
    private bool permitted;

    internal CommandScope(Command command, Known known, IDocumentSession session, NpgsqlConnection connection, IReadOnlyList<IEvent> history)
    {
        (this.command, Known, Session, Connection, History) = (command, known, session, connection, history);
        Rights = known.Roster.RightsOf(command.Actor);
        if (command.Act.IsOfAll() && Rights.Allows(command.Act, known.Tree))
        {
            Permit(null);
        }

        many = new(session.DocumentStore);
    }

    public Known Known { get; }

    /// <summary>Of who gives the command, as they are now: read in the command's own transaction.</summary>
    public Rights Rights { get; }

    public Sight Sight => new(Rights, Known.Definitions, Known.Tree);

    public Actor Actor => command.Actor;

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
                Expect();
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

    /// <summary>Whether the command's act is allowed on a department: asked of each that it touches, before anything is appended.</summary>
    public bool Permits(string department, Kind? kind = null)
    {
        if (!Rights.Allows(command.Act, department, Known.Tree, kind))
        {
            return false;
        }

        Permit(department);
        return true;
    }

    /// <summary>For acts that touch no department: the command's own right is enough.</summary>
    public void PermitWithoutDepartment() => Permit(null);

    private void Permit(string? department)
    {
        permitted = true;
        roles.UnionWith(Rights.RolesFor(command.Act, department, Known.Tree));
    }

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
            many.Queue(Session, Actor.Name, Headers(), ((IEventRegistry)Session.DocumentStore.Options.Events).TimeProvider.GetUtcNow());
        }

        return many.Any;
    }

    private void Add(Guid stream, StreamAction action)
    {
        Expect();
        var headers = Headers();
        foreach (var @event in action.Events)
        {
            @event.UserName = Actor.Name;
            foreach (var (name, value) in headers)
            {
                @event.SetHeader(name, value);
            }
        }

        actions.Add((stream, action));
    }

    private void Expect()
    {
        if (!permitted)
        {
            throw new InvalidOperationException("Nobody asked whether this is allowed.");
        }
    }

    /// <summary>Kept with every event of a user: the account, the roles that the act rests on, and where it came from.</summary>
    private IReadOnlyDictionary<string, string> Headers() => Actor.Account is not { } account ? ImmutableDictionary<string, string>.Empty : new Dictionary<string, string>
    {
        ["account"] = account.ToString(), ["roles"] = string.Join(',', roles.Order()), ["address"] = Actor.Address ?? "",
    };
}
