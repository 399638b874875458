using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Commands;

/// <summary>What an accepted command answers, the first time and each time that it is sent again.</summary>
/// <param name="Id">Of what was begun or changed.</param>
/// <param name="Version">To name in the next change.</param>
/// <param name="Position">Totals that have passed it contain the change.</param>
public sealed record CommandAnswer(Guid Id, long Version, long Position)
{
    /// <summary>201 with the place of what was begun, or 200; a refusal as a problem, with the state that a stale change did not know: that of an entry, unless <paramref name="current"/> reads another.</summary>
    public static async Task<IResult> OfAsync(Outcome outcome, HttpContext http, string? created = null, Func<Guid, Task<object?>>? current = null)
    {
        switch (outcome)
        {
            case Outcome.Done done:
                var answer = new CommandAnswer(done.Stream, done.Version, done.Position);
                http.Response.Headers.ETag = $"\"{done.Version}\"";
                return created is null ? Results.Ok(answer) : Results.Created(created, answer);
            case Outcome.Refused refused:
                return Problem.Of(refused.Reason);
            case Outcome.Missing:
                return Missing("entry-unknown", http.Request.RouteValues["id"]?.ToString() ?? "");
            case Outcome.Stale stale:
                var id = Guid.Parse(http.Request.RouteValues["id"]!.ToString()!);
                var known = current is null ? await http.RequestServices.GetRequiredService<EntryReader>().FindAsync(id, http.Rights(), http.RequestAborted) : await current(id);
                return Problem.Of(new Refusal("stale-version", [new("stale-version", "version", stale.Version.ToString(CultureInfo.InvariantCulture))]), known);
            case Outcome.Nothing:
                return Results.NoContent();
            default:
                throw new InvalidOperationException($"No such outcome: {outcome}.");
        }
    }

    public static IResult Malformed(ImmutableArray<Fault> faults) => Problem.Of(new Refusal("content-invalid", faults));

    public static IResult Missing(string code, string id) => Problem.Of(new Refusal(code, [new(code, "id", id)]));
}
