using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain.Accounts;
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
    public static async Task<IResult> HandleAsync(string id, HttpContext http, KnownDefinitions definitions, IDocumentStore store, CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var import))
        {
            return CommandAnswer.Missing("import-unknown", id);
        }

        await using var session = store.QuerySession();
        return await session.Events.FetchStreamAsync(import, token: cancellation) is [{ Data: ImportAccepted accepted } first, ..] && await IsReadableAsync(first, accepted, http, definitions, cancellation)
            ? Results.Ok(new ImportAnswer(import, accepted.Kind, accepted.FileName, accepted.FileHash, accepted.Rows, first.Timestamp, first.UserName, first.Sequence))
            : CommandAnswer.Missing("import-unknown", id);
    }

    /// <summary>To whoever made it, and to who may read all departments: a file may hold many departments' rows.</summary>
    private static async Task<bool> IsReadableAsync(IEvent first, ImportAccepted accepted, HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return first.UserName == CurrentActor.Of(http).Name || http.Rights().ReachesAll(Act.ReadEntries, known.Tree, known.Definitions.FindKind(accepted.Kind));
    }
}
