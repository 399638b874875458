using System.Diagnostics;
using JasperFx.Events;
using Marten;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Bench.City;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections;
using WorkTracker.Projections.Store;

namespace WorkTracker.Bench.Running;

/// <summary>The databases that rows share. Each is made when first asked for; rows that write take a copy.</summary>
internal sealed class Stores(BenchServer server)
{
    private const int Seed = 20220718;
    private const int Batch = 50_000;

    private readonly Dictionary<(string, int, int), Task<string>> made = [];
    private readonly Dictionary<string, ChildRun> fillings = [];

    public BenchServer Server => server;

    /// <summary>The city's departments and catalog, and so many entries as events, loaded by COPY; nothing is projected.</summary>
    public Task<string> EventsAsync(int entries, int parties) => OnceAsync("events", entries, parties, async () =>
    {
        var connection = await server.CreateAsync("events");
        await Migration.RunAsync(Database.At(connection));
        await LoadAsync(connection, entries, parties);
        await BenchServer.ExecuteAsync(connection, "vacuum (analyze)");
        return connection;
    });

    /// <summary>The same with totals kept up to the last event, filled by the verb <c>rebuild</c> of a process of its own.</summary>
    public Task<string> FilledAsync(int entries, int parties) => OnceAsync("filled", entries, parties, async () =>
    {
        var connection = await server.CreateAsync("filled", await EventsAsync(entries, parties));
        await BenchServer.ExecuteAsync(connection, $"""
            insert into wt.mt_event_progression (name, last_seq_id) select '{AllProjections.TotalsShard}', max(seq_id) from wt.mt_events
            on conflict (name) do update set last_seq_id = excluded.last_seq_id
            """);
        fillings[connection] = await ChildRun.OfAsync(connection, "rebuild", "--json");
        await BenchServer.ExecuteAsync(connection, "vacuum (analyze)");
        return connection;
    });

    /// <summary>How a filled database was filled.</summary>
    public ChildRun FillingOf(string filled) => fillings[filled];

    private async Task<string> OnceAsync(string what, int entries, int parties, Func<Task<string>> make)
    {
        if (made.TryGetValue((what, entries, parties), out var known))
        {
            return await known;
        }

        var clock = Stopwatch.StartNew();
        var making = made[(what, entries, parties)] = make();
        var connection = await making;
        Progress.Say($"{what}: {entries:N0} entries in {clock.Elapsed.TotalSeconds:F1} s");
        return connection;
    }

    private static async Task LoadAsync(string connection, int entries, int parties)
    {
        using var store = DocumentStore.For(options =>
        {
            options.Connection(connection);
            EventStore.Configure(options, wakeup: null);
        });
        var graph = (IEventRegistry)store.Options.Events;
        await store.BulkInsertEventsAsync(
        [
            Stream<DepartmentTree>(graph, Streams.Departments, [.. Departments.Opened]),
            Stream<Definitions>(graph, Streams.Catalog, [.. Kinds.Defined, .. Metrics.All]),
        ]);
        var sample = new SampleEntries(Seed, parties);
        await RegisterAsync(connection, [.. sample.Parties]);
        foreach (var batch in sample.Take(entries).Chunk(Batch))
        {
            await store.BulkInsertEventsAsync([.. batch.Select(entry => Stream<Entry>(graph, entry.Id, entry.Event))], Batch);
        }
    }

    /// <summary>As commands would have left the parties.</summary>
    private static async Task RegisterAsync(string connection, SampleParty[] parties)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(
            "insert into wt.party (party, sort, name, identity) select id, sort, name, id from unnest($1, $2, $3) p (id, sort, name)", opened)
        {
            Parameters =
            {
                new() { Value = parties.Select(party => party.Id).ToArray() },
                new() { Value = parties.Select(party => party.Sort).ToArray() },
                new() { Value = parties.Select(party => party.Name).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync();
    }

    private static StreamAction Stream<TState>(IEventRegistry events, Guid id, params object[] all)
    {
        var stream = StreamAction.Start(events, id, all);
        stream.AggregateType = typeof(TState);
        return stream;
    }
}
