using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Accounts;

/// <summary>Tells what was done from what waits for a second administrator, also when the same command is sent again.</summary>
public sealed class SecondWord(NpgsqlDataSource database)
{
    /// <summary>200 where it was done, 202 where a second one has to ask for the same; else as any command.</summary>
    public async Task<IResult> AnswerAsync(Outcome outcome, HttpContext http) => outcome is Outcome.Done done && await IsWantedAsync(done, http.RequestAborted)
        ? Results.Accepted(null, new CommandAnswer(done.Stream, done.Version, done.Position))
        : await CommandAnswer.OfAsync(outcome, http);

    public async Task<bool> IsWantedAsync(Outcome.Done done, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select type in ('administrator_proposed', 'administrator_change_proposed') from {EventStore.Schema}.mt_events where stream_id = $1 and version = $2");
        command.Parameters.Add(new() { Value = done.Stream });
        command.Parameters.Add(new() { Value = done.Version });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
