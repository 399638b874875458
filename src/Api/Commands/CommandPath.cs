using System.Diagnostics;
using Marten;
using Npgsql;
using WorkTracker.Projections.Store;
using SessionOptions = Marten.Services.SessionOptions;

namespace WorkTracker.Api.Commands;

/// <summary>
/// The one way in which anything is changed. A single transaction, in this order: the command's id (the unique index decides who is first),
/// the locks, then in later statements what the decision needs, the decision, and the append last. Nothing rests on an isolation level,
/// and nothing is read from what the projection keeps. A refusal leaves nothing behind.
/// </summary>
public sealed class CommandPath(NpgsqlDataSource database, IDocumentStore store, KnownDefinitions definitions, Appends appends)
{
    private const int Attempts = 5;

    // Queued behind the append, in its round trip: by then the sequence stands at the command's last event.
    private const string KeepAnswer = """
        update wt.command set stream = ?, version = coalesce((select version from wt.mt_streams where id = ?), 0), position = currval('wt.mt_events_sequence') where id = ?
        """;

    private static readonly string KeepEmptyAnswer = KeepAnswer.Replace("currval('wt.mt_events_sequence')", "0", StringComparison.Ordinal);

    /// <summary>The id stands for something else already.</summary>
    internal static readonly Outcome.Refused KeyReused = new(new("key-reused", [new("key-reused", CommandId.Header)]));

    /// <summary>Somebody else may.</summary>
    internal static readonly Outcome.Refused NotAllowed = new(new("not-allowed", [new("not-allowed", "")]));

    /// <param name="command">What is asked.</param>
    /// <param name="decide">Appends to the scope and returns null, or returns why not. May run more than once.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> RunAsync(
        Command command, Func<CommandScope, CancellationToken, Task<Outcome?>> decide, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(command, decide, cancellation);
            }
            catch (Exception e) when (attempt < Attempts && Conflict(e))
            {
                // Somebody else was in the way at the same instant: nothing of ours was kept, so it is tried anew.
                await Task.Delay(5 * attempt, cancellation);
            }
        }
    }

    private async Task<Outcome> TryAsync(
        Command command, Func<CommandScope, CancellationToken, Task<Outcome?>> decide, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var guess = definitions.Newest.Tree;
        var begun = await Opening.RunAsync(command, guess, connection, cancellation);
        if (!begun.First)
        {
            return await RepeatAsync(command, connection, cancellation);
        }

        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction, shouldAutoCommit: false));
        var known = await definitions.AtAsync(begun.Catalog, begun.Departments, begun.Accounts, session, cancellation);
        session.CorrelationId = Activity.Current?.TraceId.ToString() ?? command.Id.ToString();
        session.CausationId = command.Id.ToString();
        var history = begun.Exists ? await session.Events.FetchStreamAsync(command.Stream, token: cancellation) : [];
        var scope = new CommandScope(command, known, session, connection, history);
        if (!scope.Rights.Allows(command.Act, known.Tree))
        {
            return NotAllowed;
        }

        foreach (var ledger in ReferenceEquals(known.Tree, guess) ? [] : command.Ledgers)
        {
            // The locks were those of an older tree. These come out of order: a circle of waiting would end in a retry.
            await scope.LockAsync(ledger, cancellation);
        }

        if (await decide(scope, cancellation) is { } refused)
        {
            return refused;
        }

        return await CommitAsync(command, scope, transaction, cancellation);
    }

    private async Task<Outcome> CommitAsync(Command command, CommandScope scope, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var stream = scope.Concerns ?? command.Stream;
        var many = scope.QueueMany();
        scope.Session.QueueSqlCommand(many || scope.Actions.Count > 0 ? KeepAnswer : KeepEmptyAnswer, stream, stream, command.Id);
        await scope.Session.SaveChangesAsync(cancellation);
        var appended = scope.Actions.Where(action => action.Stream == stream).Select(action => action.Action.Events[^1].Version).LastOrDefault();
        var position = many
            ? await PositionAsync(scope.Connection, cancellation)
            : scope.Actions.SelectMany(action => action.Action.Events).Select(@event => @event.Sequence).DefaultIfEmpty(0).Max();
        var version = appended > 0 ? appended : await VersionAsync(stream, scope.Connection, cancellation);

        // From here on it either happens or does not: a caller who has gone changes nothing.
        await transaction.CommitAsync(CancellationToken.None);
        appends.Happened();
        return new Outcome.Done(stream, version, position, Repeated: false);
    }

    private static async Task<long> VersionAsync(Guid stream, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var version = new NpgsqlCommand("select version from wt.mt_streams where id = $1", connection) { Parameters = { new() { Value = stream } } };
        return await version.ExecuteScalarAsync(cancellation) as long? ?? 0;
    }

    private static async Task<long> PositionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var position = new NpgsqlCommand("select currval('wt.mt_events_sequence')", connection);
        return (long)(await position.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<Outcome> RepeatAsync(Command command, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var stored = new NpgsqlCommand("select body_hash, stream, version, position from wt.command where id = $1", connection)
        {
            Parameters = { new() { Value = command.Id } },
        };
        await using var row = await stored.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(command.Body)
            ? new Outcome.Done(row.GetGuid(1), row.GetInt64(2), row.GetInt64(3), Repeated: true)
            : KeyReused;
    }

    private static bool Conflict(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.LockNotAvailable,
        PartiesMovedException => true,
        { InnerException: { } inner } => Conflict(inner),
        _ => false,
    };
}
