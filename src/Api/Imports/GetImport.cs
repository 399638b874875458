using Marten;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Domain.Imports;

namespace WorkTracker.Api.Imports;

/// <summary>What was taken in.</summary>
/// <param name="FileHash">SHA-256 in lower-case hex.</param>
public sealed record ImportAnswer(Guid Id, string Kind, string FileName, string FileHash, int Rows, DateTimeOffset At, string? By, long Position);

public static class GetImport
{
    /// <summary>An import: its file, when and by whom.</summary>
    /// <response code="200">The import.</response>
    /// <response code="404">No such import.</response>
    [ProducesResponseType<ImportAnswer>(200)]
    public static async Task<IResult> HandleAsync(string id, IDocumentStore store, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var import))
        {
            return CommandAnswer.Missing("import-unknown", id);
        }

        await using var session = store.QuerySession();
        return await session.Events.FetchStreamAsync(import, token: cancellation) is [{ Data: ImportAccepted accepted } first, ..]
            ? Results.Ok(new ImportAnswer(import, accepted.Kind, accepted.FileName, accepted.FileHash, accepted.Rows, first.Timestamp, first.UserName, first.Sequence))
            : CommandAnswer.Missing("import-unknown", id);
    }
}
