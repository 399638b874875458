using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Api.Totals;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Parties;

/// <param name="Version">To name in the next change.</param>
/// <param name="CountsAs">The party that it was merged into; absent for itself.</param>
public sealed record PartyInListAnswer(Guid Id, long Version, string Sort, string Name, string? CreditCode, Guid? CountsAs);

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
        HttpContext http, KnownDefinitions definitions, NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        if (sort is not null && !PartySort.All.Contains(sort))
        {
            return OpenedTotals.Invalid([new("sort-unknown", "sort", sort, string.Join('、', PartySort.All))]);
        }

        var cursor = after?.Split('|', 2) is [var idText, var nameText] && Guid.TryParse(idText, out var last) ? (nameText, last) : ((string, Guid)?)null;
        if (after is not null && cursor is null)
        {
            return OpenedTotals.Invalid([new("cursor-invalid", "after", after)]);
        }

        var (name, id) = cursor ?? ("", Guid.Empty);
        var (seen, internalSeen) = SortsOf(await SightAsync(http, definitions, cancellation));
        var found = await ReadAsync(database, """
            where ($1 = '' or p.sort = $1) and ($2 = '' or position($2 in p.name) > 0 or p.credit_code = $2) and (p.name collate "C", p.party) > ($3 collate "C", $4) and p.sort = any($6) and (not p.internal or p.sort = any($7))
            order by p.name collate "C", p.party limit $5
            """, [sort ?? "", q ?? "", name, id, (limit ?? 50) + 1, seen, internalSeen], cancellation);
        var page = found.Take(limit ?? 50).ToList();
        return Results.Ok(new PartiesAnswer(page, found.Count > page.Count ? $"{page[^1].Id}|{page[^1].Name}" : null));
    }

    /// <summary>One party.</summary>
    /// <response code="200">The party.</response>
    /// <response code="404">No such party.</response>
    [ProducesResponseType<PartyInListAnswer>(200)]
    public static async Task<IResult> GetAsync(string id, HttpContext http, KnownDefinitions definitions, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var (seen, internalSeen) = SortsOf(await SightAsync(http, definitions, cancellation));
        return Guid.TryParse(id, out var party)
            && await ReadAsync(database, "where p.party = $1 and p.sort = any($2) and (not p.internal or p.sort = any($3))", [party, seen, internalSeen], cancellation) is [var found]
                ? Results.Ok(found)
                : CommandAnswer.Missing("party-unknown", id);
    }

    /// <summary>
    /// Parties are known to all, so that everybody names the same one. Sorts that only internal kinds name, and parties that only those have named, are for their readers.
    /// </summary>
    private static (string[] Seen, string[] InternalSeen) SortsOf(Sight sight) => ([.. PartySort.All.Where(sight.SeesSort)], [.. PartySort.All.Where(sight.SeesInternal)]);

    private static async Task<Sight> SightAsync(HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return new(http.Rights(), known.Definitions, known.Tree);
    }

    private static async Task<PartyInListAnswer?> FindAsync(Guid id, NpgsqlDataSource database, CancellationToken cancellation) =>
        (await ReadAsync(database, "where p.party = $1", [id], cancellation)).SingleOrDefault();

    /// <summary>Registers a party; one that is known, by its credit code or its name, stays as it is.</summary>
    /// <response code="201">Registered, or known.</response>
    [ProducesResponseType<CommandAnswer>(201)]
    public static Task<IResult> RegisterAsync(HttpContext http, PartyCommands parties) => WithBodyAsync(http, async (body, reader) =>
    {
        var (sort, name, code) = (reader.Wanted("sort"), reader.Wanted("name"), reader.Text("creditCode"));
        var faults = reader.Faults().ToList();
        var sight = await SightAsync(http, http.RequestServices.GetRequiredService<KnownDefinitions>(), http.RequestAborted);
        if (faults.Count > 0 || NamedParty.Read("name", [.. SortsOf(sight).Seen], sort, name, code, faults) is not { } party)
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
            : await CommandAnswer.OfAsync(await run(), http, current: async stale => await FindAsync(stale, http.RequestServices.GetRequiredService<NpgsqlDataSource>(), http.RequestAborted));
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

    private static async Task<List<PartyInListAnswer>> ReadAsync(NpgsqlDataSource database, string where, object[] parameters, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            select p.party, coalesce(s.version, 0), p.sort, p.name, p.credit_code, p.identity from wt.party p left join wt.mt_streams s on s.id = p.party {where}
            """);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        var found = new List<PartyInListAnswer>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (id, identity) = (row.GetGuid(0), row.GetGuid(5));
            found.Add(new(id, row.GetInt64(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), identity == id ? null : identity));
        }

        return found;
    }
}
