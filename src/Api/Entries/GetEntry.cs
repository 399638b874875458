using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;

namespace WorkTracker.Api.Entries;

public static class GetEntry
{
    /// <summary>An entry as it stands.</summary>
    /// <response code="200">The entry; its version is also the ETag.</response>
    /// <response code="304">It is of the version that If-None-Match names.</response>
    /// <response code="404">No such entry.</response>
    [ProducesResponseType<EntryAnswer>(200)]
    public static async Task<IResult> HandleAsync(string id, EntryReader entries, HttpContext http, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var entry) || await entries.FindAsync(entry, http.Rights(), cancellation) is not { } found)
        {
            return CommandAnswer.Missing("entry-unknown", id);
        }

        // Weak: what the entry says is of its version, what its parties and department are called today is not.
        return Conditional.NotModified(http, $"W/\"{found.Version}\"") ?? Results.Ok(found);
    }
}

public static class GetEntryHistory
{
    /// <summary>Every step of an entry's life: what, when, by whom, why.</summary>
    /// <response code="200">The steps, oldest first.</response>
    /// <response code="404">No such entry.</response>
    [ProducesResponseType<IReadOnlyList<EntryStepAnswer>>(200)]
    public static async Task<IResult> HandleAsync(string id, EntryReader entries, HttpContext http, CancellationToken cancellation) =>
        Guid.TryParse(id, out var entry) && await entries.HistoryAsync(entry, http.Rights(), cancellation) is { Count: > 0 } steps
            ? Results.Ok(steps)
            : CommandAnswer.Missing("entry-unknown", id);
}
