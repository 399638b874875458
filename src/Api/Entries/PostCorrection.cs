using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

public static class PostCorrection
{
    /// <summary>更正: the whole new content, with the reason. Also how a returned entry is submitted again.</summary>
    /// <response code="200">Corrected; it waits for approval, and its approved content goes on counting until then.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static async Task<IResult> HandleAsync(string id, HttpContext http, EntryCommands entries)
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
            var correct = new CorrectEntry(entry, reader.Version(), reader.Draft(), reader.Text("reason") ?? "");
            return reader.Faults() is { IsEmpty: false } faults
                ? CommandAnswer.Malformed(faults)
                : await CommandAnswer.OfAsync(await entries.CorrectAsync(body.Issued, correct, http.RequestAborted), http);
        }
    }
}
