using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>The steps of an entry's life that carry no new content.</summary>
public static class PostReview
{
    /// <summary>审核通过: approves the content submitted last, or the withdrawal asked for.</summary>
    /// <response code="200">Approved.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> ApproveAsync(string id, HttpContext http, EntryCommands entries) =>
        HandleAsync(id, http, (entry, body) => new ApproveEntry(entry, body.Version()), entries.ApproveAsync);

    /// <summary>退回, with a comment.</summary>
    /// <response code="200">Returned.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> ReturnAsync(string id, HttpContext http, EntryCommands entries) =>
        HandleAsync(id, http, (entry, body) => new ReturnEntry(entry, body.Version(), body.Text("comment") ?? ""), entries.ReturnAsync);

    /// <summary>撤回, with the reason: at once while never approved, else asked for.</summary>
    /// <response code="200">Withdrawn, or its withdrawal waits for a reviewer.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> WithdrawAsync(string id, HttpContext http, EntryCommands entries) =>
        HandleAsync(id, http, (entry, body) => new WithdrawEntry(entry, body.Version(), body.Text("reason") ?? ""), entries.WithdrawAsync);

    private static async Task<IResult> HandleAsync<TCommand>(
        string id, HttpContext http, Func<Guid, BodyReader, TCommand> read, Func<Issued, TCommand, CancellationToken, Task<Outcome>> run)
    {
        if (!Guid.TryParse(id, out var entry))
        {
            return CommandAnswer.Missing("entry-unknown", id);
        }

        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var command = read(entry, reader);
            return reader.Faults() is { IsEmpty: false } faults
                ? CommandAnswer.Malformed(faults)
                : await CommandAnswer.OfAsync(await run(body.Issued, command, http.RequestAborted), http);
        }
    }
}
