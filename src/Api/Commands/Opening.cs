using Npgsql;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Commands;

/// <summary>
/// The first statements of every command, sent together: each sees what was committed before it began, so the last ones see all that the locks waited for.
/// <c>First</c> is false where the id has been used.
/// </summary>
internal readonly record struct Opening(bool First, long Catalog, long Departments, long Accounts, bool Exists)
{
    public static async Task<Opening> RunAsync(Command command, DepartmentTree tree, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                // Everything is found by its key. While a table is new the planner would rather read it whole, and keeps that plan for every foreign key
                // of an import's ten thousand streams.
                new("set local enable_seqscan to off"),
                new("""
                    insert into wt.command (id, body_hash, stream, version) values ($1, $2, $3, 0) on conflict (id) do nothing returning true
                    """)
                {
                    Parameters = { new() { Value = command.Id }, new() { Value = command.Body }, new() { Value = command.Stream } },
                },
                new(command.ChangesDefinitions
                    ? "select pg_advisory_xact_lock(key) from unnest($1) key"
                    : "select pg_advisory_xact_lock_shared(key) from unnest($1) key")
                {
                    Parameters = { new() { Value = Locks.Of(command, tree) } },
                },
                new("select true from wt.mt_streams where id = $1 for update") { Parameters = { new() { Value = command.Stream } } },
                new("""
                    select coalesce((select version from wt.mt_streams where id = $1), 0), coalesce((select version from wt.mt_streams where id = $2), 0),
                        coalesce((select version from wt.mt_streams where id = $3), 0)
                    """)
                {
                    Parameters = { new() { Value = Streams.Catalog }, new() { Value = Streams.Departments }, new() { Value = Streams.Accounts } },
                },
            },
        };
        // Once for each connection that the pool keeps: planning these four anew took a tenth of a command.
        await batch.PrepareAsync(cancellation);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var first = await rows.ReadAsync(cancellation);
        await rows.NextResultAsync(cancellation);
        await rows.NextResultAsync(cancellation);
        var exists = await rows.ReadAsync(cancellation);
        await rows.NextResultAsync(cancellation);
        await rows.ReadAsync(cancellation);
        return new(first, rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), exists);
    }
}
