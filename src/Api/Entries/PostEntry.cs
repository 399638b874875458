using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

public static class PostEntry
{
    /// <summary>报送: reports an entry.</summary>
    /// <response code="201">Reported, durably. Its totals follow within a second; ask for them with minPosition.</response>
    [ProducesResponseType<CommandAnswer>(201)]
    public static async Task<IResult> HandleAsync(HttpContext http, EntryCommands entries)
    {
        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var report = new ReportEntry(reader.Wanted("department"), reader.Wanted("kind"), reader.Draft());
            return reader.Faults() is { IsEmpty: false } faults
                ? CommandAnswer.Malformed(faults)
                : await CommandAnswer.OfAsync(await entries.ReportAsync(body.Issued, report, http.RequestAborted), http, $"/api/entries/{body.Issued.Id}");
        }
    }
}
