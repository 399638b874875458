using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Parties;

/// <param name="Next">Give it as <c>after</c> for the next page; absent on the last.</param>
public sealed record PartiesAnswer(IReadOnlyList<PartyInListAnswer> Parties, string? Next);

public static class PartyEndpoints
{
    private const int LargestPage = 500;

    public static void MapParties(this IEndpointRouteBuilder routes)
    {
        var parties = routes.MapGroup("/api/parties").WithTags("对象");
        parties.MapGet("", ListAsync).WithName("listParties").Needs(Act.ReadParties);
        parties.MapGet("{id}", GetAsync).WithName("getParty").Needs(Act.ReadParties);
        parties.MapPost("", RegisterAsync).WithName("registerParty").Needs(Act.RegisterParty).Takes("""{"sort": "enterprise", "name": "示例青禾农业有限公司"}""");
        parties.MapPost("{id}/name", RenameAsync).WithName("renameParty").Needs(Act.ChangeParties).Takes("""{"version": 1, "name": "示例青禾农业集团有限公司"}""");
        parties.MapPost("{id}/credit-code", CorrectCodeAsync).WithName("correctCreditCode").Needs(Act.ChangeParties).Takes("""{"version": 2, "creditCode": "91350100M000100Y43"}""");
        parties.MapPost("{id}/merge", MergeAsync).WithName("mergeParty").Needs(Act.ChangeParties).Takes("""{"version": 1, "into": "7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11"}""");
        parties.MapPost("{id}/split", SplitAsync).WithName("splitParty").Needs(Act.ChangeParties).Takes("""{"version": 2}""");
    }

    /// <summary>Parties by name.</summary>
    /// <param name="sort">enterprise, chamber, village, person, site, organisation, project, problem, campaign.</param>
    /// <param name="q">Part of the name, or a credit code.</param>
    /// <param name="after">The next of the page before.</param>
    /// <param name="limit">1 to 500, 50 when absent.</param>
    /// <response code="200">A page of parties, by name.</response>
    [ProducesResponseType<PartiesAnswer>(200)]
    public static async Task<IResult> ListAsync(
        [FromQuery] string? sort, [FromQuery] string? q, [FromQuery] string? after, [FromQuery] int? limit,
        HttpContext http, PartyReader parties, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        if (sort is not null && !PartySort.All.Contains(sort))
        {
            return OpenedTotals.Invalid([new("sort-unknown", "sort", sort, string.Join('、', PartySort.All))]);
        }

        var cursor = PartyReader.Cursor(after);
        return after is not null && cursor is null
            ? OpenedTotals.Invalid([new("cursor-invalid", "after", after)])
            : Results.Ok(await parties.PageAsync(sort, q, cursor, limit ?? 50, http.Sight(), cancellation));
    }

    /// <summary>One party.</summary>
    /// <response code="200">The party.</response>
    /// <response code="404">No such party.</response>
    [ProducesResponseType<PartyInListAnswer>(200)]
    public static async Task<IResult> GetAsync(string id, HttpContext http, PartyReader parties, CancellationToken cancellation) =>
        Guid.TryParse(id, out var party) && await parties.FindAsync(party, http.Sight(), cancellation) is { } found ? Results.Ok(found) : CommandAnswer.Missing("party-unknown", id);

    /// <summary>Registers a party; one that is known, by its credit code or its name, stays as it is.</summary>
    /// <response code="201">Registered, or known.</response>
    [ProducesResponseType<CommandAnswer>(201)]
    public static Task<IResult> RegisterAsync(HttpContext http, PartyCommands parties) => WithBodyAsync(http, async (body, reader) =>
    {
        var (sort, name, code) = (reader.Wanted("sort"), reader.Wanted("name"), reader.Text("creditCode"));
        var faults = reader.Faults().ToList();
        if (faults.Count > 0 || NamedParty.Read("name", [.. PartySort.All.Where(http.Sight().SeesSort)], sort, name, code, faults) is not { } party)
        {
            return CommandAnswer.Malformed([.. faults]);
        }

        var outcome = await parties.RegisterAsync(body.Issued, party, http.RequestAborted);
        return await CommandAnswer.OfAsync(outcome, http, $"/api/parties/{(outcome as Outcome.Done)?.Stream}");
    });

    /// <summary>Renames a party; entries keep the name that they were reported under as another name of it.</summary>
    /// <response code="200">Renamed.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> RenameAsync(string id, HttpContext http, PartyCommands parties) => ChangeAsync(id, http, (party, body, reader) =>
    {
        var (version, name) = (reader.Version(), reader.Wanted("name"));
        return () => parties.RenameAsync(body.Issued, party, version, name, http.RequestAborted);
    });

    /// <summary>Puts another credit code in the place of one that was stated wrongly; no <c>creditCode</c> takes it away.</summary>
    /// <response code="200">Corrected.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> CorrectCodeAsync(string id, HttpContext http, PartyCommands parties) => ChangeAsync(id, http, (party, body, reader) =>
    {
        var (version, code) = (reader.Version(), reader.Text("creditCode"));
        return () => parties.CorrectCodeAsync(body.Issued, party, version, code, http.RequestAborted);
    });

    /// <summary>From now on the party counts as another one, in every window.</summary>
    /// <response code="200">Merged.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> MergeAsync(string id, HttpContext http, PartyCommands parties) => ChangeAsync(id, http, (party, body, reader) =>
    {
        var (version, into) = (reader.Version(), reader.Wanted("into"));
        return () => Guid.TryParse(into, out var target)
            ? parties.MergeAsync(body.Issued, party, version, target, http.RequestAborted)
            : Task.FromResult<Outcome>(new Outcome.Refused(new("party-unknown", [new("party-unknown", "into", into)])));
    });

    /// <summary>Undoes a merge.</summary>
    /// <response code="200">Split.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    public static Task<IResult> SplitAsync(string id, HttpContext http, PartyCommands parties) => ChangeAsync(id, http, (party, body, reader) =>
    {
        var version = reader.Version();
        return () => parties.SplitAsync(body.Issued, party, version, http.RequestAborted);
    });

    private static Task<IResult> ChangeAsync(string id, HttpContext http, Func<Guid, JsonBody, BodyReader, Func<Task<Outcome>>> prepare) => WithBodyAsync(http, async (body, reader) =>
    {
        if (!Guid.TryParse(id, out var party))
        {
            return CommandAnswer.Missing("party-unknown", id);
        }

        var run = prepare(party, body, reader);
        return reader.Faults() is { IsEmpty: false } faults
            ? CommandAnswer.Malformed(faults)
            : await CommandAnswer.OfAsync(await run(), http, current: async stale => await http.RequestServices.GetRequiredService<PartyReader>().FindAsync(stale, http.Sight(), http.RequestAborted));
    });

    private static async Task<IResult> WithBodyAsync(HttpContext http, Func<JsonBody, BodyReader, Task<IResult>> handle)
    {
        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            return await handle(body, new(body.Root));
        }
    }
}
