using JasperFx;
using Marten;
using Npgsql;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;
using WorkTracker.Testing;

namespace WorkTracker.Projections.Tests.Totals;

/// <summary>An event store and its totals on a database of their own, folded when the test says so.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private readonly TestDatabase? database;

    private TestStore(string connectionString, TestDatabase? database)
    {
        this.database = database;
        Source = NpgsqlDataSource.Create(connectionString);
        Store = StoreOn(connectionString, AutoCreate.None);
        Reader = new(Store, Source);
    }

    public NpgsqlDataSource Source { get; }
    public IDocumentStore Store { get; }
    public TotalsReader Reader { get; private set; }

    public static async Task<TestStore> CreateAsync()
    {
        var database = await TestDatabase.CloneAsync("totals", async connectionString =>
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            using var store = StoreOn(connectionString);
            await SchemaMigration.ApplyAsync(store, source, appRole: null);
        });
        return new(database.ConnectionString, database);
    }

    /// <summary>On a database that is somebody else's, and migrated.</summary>
    public static TestStore On(string connectionString) => new(connectionString, database: null);

    /// <summary>Empties every table, for another history: quicker than another database. Events can be cut off only because triggers are off.</summary>
    public async Task ClearAsync()
    {
        await using var command = Source.CreateCommand("""
            set session_replication_role = replica;
            truncate wt.mt_events, wt.mt_streams, wt.mt_event_progression, totals.fact, totals.entry, totals.identity, totals.member, totals.cell;
            set session_replication_role = origin;
            select setval('wt.mt_events_sequence', 1, false);
            """);
        await command.ExecuteNonQueryAsync();
        Reader = new(Store, Source);
    }

    public Task FoldAsync(params int[] pageSizes) => FoldAsync(pageSizes, long.MaxValue);

    /// <summary>Folds what is stored, in pages of the sizes given, over and over; a size of 0 restarts the fold.</summary>
    public async Task FoldAsync(int[] pageSizes, long upTo)
    {
        await using var connection = await Source.OpenConnectionAsync();
        var position = (await Reader.StandingAsync()).Position;
        var folding = new TotalsFolding(Store, connection, SchemaMigration.TotalsSchema);
        await folding.ResumeAsync(position);
        for (var at = 0; ; at = (at + 1) % pageSizes.Length)
        {
            if (pageSizes[at] == 0)
            {
                folding = new TotalsFolding(Store, connection, SchemaMigration.TotalsSchema);
                await folding.ResumeAsync(position);
            }
            else if (await folding.NextAsync(upTo, pageSizes[at], null, CancellationToken.None) == 0)
            {
                return;
            }

            position = folding.Position;
            await using var command = Source.CreateCommand($"""
                insert into wt.mt_event_progression (name, last_seq_id) values ('Totals:All', {position})
                on conflict (name) do update set last_seq_id = excluded.last_seq_id
                """);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        await Source.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    public static DocumentStore StoreOn(string connectionString, AutoCreate creating = AutoCreate.CreateOrUpdate) => DocumentStore.For(options =>
    {
        options.Connection(connectionString);
        options.AutoCreateSchemaObjects = creating;
        EventStore.Configure(options, wakeup: null);
    });
}
