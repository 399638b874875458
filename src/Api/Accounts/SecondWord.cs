using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Accounts;

/// <summary>What waits for a second administrator: for how long, and how it is told from what was done, also when the same command is sent again.</summary>
public sealed class SecondWord(NpgsqlDataSource database, KnownDefinitions definitions, AccountPolicy policy, TimeProvider time)
{
    private TimeSpan Lasting => TimeSpan.FromDays(policy.WaitingDays);

    /// <summary>As things stand at this moment: whatever is decided about accounts, and told of what waits, rests on it.</summary>
    public Roster Standing(Roster roster) => roster.WithoutWordsUntil(time.GetUtcNow() - Lasting);

    public async Task<Known> KnownAsync(CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return known with { Roster = Standing(known.Roster) };
    }

    /// <summary>What one may see of it, the longest first.</summary>
    public IReadOnlyList<WaitingAnswer> WaitingFor(Actor by, Known known) => [.. WaitingChange.SeenBy(by, known.Roster, known.Tree).OrderBy(waiting => waiting.First.At).Select(waiting => new WaitingAnswer(
        waiting.Member.Account, waiting.Member.Name, waiting.First.Change, waiting.First.Department is { Length: > 0 } department ? department : null, waiting.First.By,
        waiting.First.At, waiting.First.At + Lasting, waiting.MayConfirm, waiting.MayRefuse, waiting.MayTakeBack))];

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
