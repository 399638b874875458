using JasperFx.Events;
using Marten;

namespace WorkTracker.Projections.Store;

/// <summary>
/// Begins many streams by two statements, as an import does. Marten calls its function once a stream; the calls alone took most of an import's time,
/// and with it the time in which later events wait for the import's sequence numbers. The rows are those that Marten writes.
/// </summary>
public sealed class NewStreams(IDocumentStore store)
{
    private sealed record Begun(Guid Stream, string State, IEvent Event);

    private readonly IEventRegistry registry = (IEventRegistry)store.Options.Events;
    private readonly List<Begun> begun = [];

    public bool Any => begun.Count > 0;

    /// <summary>A stream of one event; <typeparamref name="TState"/> is what its events tell about.</summary>
    public void Add<TState>(Guid stream, object data)
        where TState : class => begun.Add(new(stream, registry.AggregateAliasFor(typeof(TState)), registry.BuildEvent(data)));

    /// <summary>Writes them in the order in which they were added, as part of the session's transaction. <paramref name="at"/> is in UTC.</summary>
    public void Queue(IDocumentSession session, string userName, IReadOnlyDictionary<string, string> headers, DateTimeOffset at)
    {
        T[] Column<T>(Func<Begun, T> of) => [.. begun.Select(of)];
        Queue(session, Sql.Of($"""
            insert into wt.mt_streams (id, type, version, timestamp, tenant_id)
            select id, type, 1, now(), '*DEFAULT*' from unnest({Column(b => b.Stream)}::uuid[], {Column(b => b.State)}::text[]) n (id, type)
            """));
        Queue(session, Sql.Of($"""
            insert into wt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, user_name, headers, is_archived)
            select nextval('wt.mt_events_sequence'), gen_random_uuid(), n.stream, 1, n.data::jsonb, n.type, {at}, '*DEFAULT*', n.dotnet_type,
                   {session.CorrelationId!}, {session.CausationId!}, {userName}, nullif({(headers.Count == 0 ? "" : store.Options.Serializer().ToJson(headers))}, '')::jsonb, false
            from unnest({Column(b => b.Stream)}::uuid[], {Column(b => store.Options.Serializer().ToJson(b.Event.Data))}::text[],
                        {Column(b => b.Event.EventTypeName)}::text[], {Column(b => b.Event.DotNetTypeName)}::text[])
                 n (stream, data, type, dotnet_type)
            """));
    }

    private static void Queue(IDocumentSession session, Sql sql)
    {
        var (text, arguments) = sql.ForMarten(SchemaMigration.TotalsSchema);
        session.QueueSqlCommand(text, arguments);
    }
}
