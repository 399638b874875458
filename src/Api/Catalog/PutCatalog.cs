using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Catalog;

public static class PutCatalog
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Loads a catalog document. What it leaves out stays as it is; what it changes becomes a new version.</summary>
    /// <param name="ifMatch">The version that the document was written on, such as "144-30": a newer one is not overwritten.</param>
    /// <param name="dryRun">Only answers what would change, and which totals would move.</param>
    /// <response code="200">What changes.</response>
    /// <response code="409">If-Match named a version that is no longer the newest: what changed since is in current.</response>
    /// <response code="400">Nothing is stored; each fault has its line, column and path.</response>
    [ProducesResponseType<CatalogAnswer>(200)]
    public static async Task<IResult> HandleAsync([FromQuery] bool? dryRun, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http, CatalogCommands catalog)
    {
        if (await RequestBytes.ReadAsync(http, CatalogDocument.MaxLength * 2) is not { } bytes)
        {
            return Problem.Of(new Refusal("body-too-large", [new("body-too-large", "", $"{CatalogDocument.MaxLength * 2}")]));
        }

        string text;
        try
        {
            text = Utf8.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return Problem.Of(new Refusal("encoding-invalid", [new("encoding-invalid", "")]));
        }

        if (http.Request.Headers.TryGetValue(CommandId.Header, out var key) && CommandId.Of(key) is null)
        {
            return Problem.Of(new Refusal("key-invalid", [new("key-invalid", CommandId.Header)]));
        }

        if (!TryReadSeen(ifMatch, out var seen))
        {
            return Problem.Of(new Refusal("request-malformed", [new("if-match-invalid", "If-Match", ifMatch!)]));
        }

        // Loading a document twice changes nothing, so a key is not needed to be safe; one that is given is kept.
        var id = CommandId.Of(key) ?? Guid.NewGuid();
        var loaded = await catalog.LoadAsync(Issued.Of(id, $"catalog {dryRun}\n{text}", CurrentActor.Of(http)), text, dryRun ?? false, seen, http.RequestAborted);
        return loaded.Outcome switch
        {
            Outcome.Done done => Results.Ok(new CatalogAnswer(false, $"{loaded.Version}", done.Position, loaded.Changes, [])),
            Outcome.Nothing => Results.Ok(new CatalogAnswer(dryRun ?? false, $"{loaded.Version}", null, loaded.Changes, loaded.Moved)),
            Outcome.Refused refused when loaded.Now is { } now => Problem.Of(refused.Reason, now),
            Outcome.Refused when loaded.Faults.Count > 0 => Problem.Of("catalog-invalid", loaded.Faults.Select(fault => CatalogFaults.Answer(fault))),
            _ => await CommandAnswer.OfAsync(loaded.Outcome, http),
        };
    }

    /// <summary>
    /// One strong tag, or <c>*</c>, which any catalog meets. What cannot be read is refused rather than left aside: somebody meant to be careful.
    /// </summary>
    private static bool TryReadSeen(string? ifMatch, out CatalogVersion? seen)
    {
        seen = EntityTagHeaderValue.TryParse(ifMatch, out var tag) && !tag.IsWeak ? CatalogVersion.Read(tag.Tag.ToString().Trim('"')) : null;
        return seen is not null || string.IsNullOrEmpty(ifMatch) || ifMatch.Trim() == "*";
    }
}
