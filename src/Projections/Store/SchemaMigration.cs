using System.Reflection;
using Marten;
using Npgsql;

namespace WorkTracker.Projections.Store;

/// <summary>Creates or updates every table, as the owner. Safe to run at every start and by several at once.</summary>
public static class SchemaMigration
{
    /// <summary>The schema that holds what the totals projection keeps.</summary>
    public const string TotalsSchema = "totals";

    /// <summary>To be counted up when the projection's tables or what they hold change: totals that another layout kept are dropped and counted anew.</summary>
    private const int TotalsLayout = 2;

    private const long AdvisoryLock = 0x776b7472_6d696772;

    /// <summary><paramref name="appRole"/> is the role that appends events, or null where one role does everything.</summary>
    public static async Task ApplyAsync(IDocumentStore store, NpgsqlDataSource owner, string? appRole, CancellationToken cancellation = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", cancellation);
        try
        {
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
            foreach (var script in (string[])[Sql("commands"), Sql("guard"), Sql("accounts"), DropOtherLayout, TotalsTables(TotalsSchema)])
            {
                await ExecuteAsync(connection, script, cancellation);
            }

            if (appRole is not null)
            {
                await ExecuteAsync(connection, Grants(appRole), cancellation);
            }
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
    }

    /// <summary>The script for the projection's tables in another schema.</summary>
    public static string TotalsTables(string schema) => $"{In(schema, Sql("totals"))} comment on schema {schema} is 'layout {TotalsLayout}';";

    /// <summary>SQL written for the schema <c>totals</c>, for another one.</summary>
    public static string In(string schema, string sql) =>
        schema == TotalsSchema ? sql : sql.Replace("totals.", $"{schema}.", StringComparison.Ordinal).Replace("exists totals;", $"exists {schema};", StringComparison.Ordinal);

    /// <summary>Everything in the schema follows from the events: without its position the daemon begins at the first.</summary>
    private static string DropOtherLayout => $"""
        do $$
        begin
            if obj_description(to_regnamespace('{TotalsSchema}'), 'pg_namespace') is distinct from 'layout {TotalsLayout}' then
                drop schema if exists {TotalsSchema} cascade;
                delete from {EventStore.Schema}.mt_event_progression where name = '{AllProjections.TotalsShard}';
            end if;
        end
        $$;
        """;

    /// <summary>The application's role appends events and never changes them; everything derived it keeps itself.</summary>
    private static string Grants(string role) => $"""
        grant usage on schema {EventStore.Schema} to {role};
        grant select, insert on {EventStore.Schema}.mt_events to {role};
        grant select, insert on {EventStore.Schema}.mt_streams to {role};
        grant update (version, timestamp) on {EventStore.Schema}.mt_streams to {role};
        grant select, insert, update, delete on {EventStore.Schema}.mt_event_progression to {role};
        grant select, insert, update on {EventStore.Schema}.command, {EventStore.Schema}.party to {role};
        grant select, insert on {EventStore.Schema}.report_file to {role};
        grant usage, select, update on all sequences in schema {EventStore.Schema} to {role};
        grant execute on all functions in schema {EventStore.Schema} to {role};
        {AccountsGrants(role)}
        {TotalsGrants(role)}
        do $$
        declare t text;
        begin
            foreach t in array array['mt_high_water_skips', 'mt_event_projection_floors'] loop
                if to_regclass('{EventStore.Schema}.' || t) is not null then
                    execute format('grant select, insert, update, delete on {EventStore.Schema}.%I to {role}', t);
                end if;
            end loop;
        end
        $$;
        """;

    /// <summary>
    /// No more than signing in needs: nobody is renamed or deleted, no token changes hands or gets a longer life, nothing in the log changes, and nobody chooses the time or the number of its lines.
    /// What an earlier version gave is taken away first.
    /// </summary>
    private static string AccountsGrants(string role) => $"""
        grant usage on schema accounts to {role};
        revoke all on all tables in schema accounts from {role};
        revoke all on all sequences in schema accounts from {role};
        grant select, insert on accounts.account, accounts.token, accounts.session, accounts.data_key to {role};
        grant select, insert (what, account, who, address, roles, correlation, detail) on accounts.audit to {role};
        grant update (password_hash, password_at, must_change, history, stamp, failed, locked_until, two_factor, authenticator, recovery, used_step, version, signed_in_at)
            on accounts.account to {role};
        grant update (revoked_at) on accounts.token to {role};
        grant update (used_at), delete on accounts.session to {role};
        """;

    /// <summary>What the projection keeps, the application's role writes. Nothing where one role does everything.</summary>
    public static string TotalsGrants(string? role) => role is null ? "" : $"""
        grant usage on schema {TotalsSchema} to {role};
        grant select, insert, update, delete on all tables in schema {TotalsSchema} to {role};
        """;

    private static string Sql(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"WorkTracker.Projections.Store.Sql.{name}.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
