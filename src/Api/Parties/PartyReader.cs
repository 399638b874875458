using Npgsql;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Parties;

/// <param name="Version">To name in the next change.</param>
/// <param name="CountsAs">The party that it was merged into; absent for itself.</param>
public sealed record PartyInListAnswer(Guid Id, long Version, string Sort, string Name, string? CreditCode, Guid? CountsAs);

/// <summary>
/// Parties are known to all, so that everybody names the same one. Sorts that only internal kinds name, and parties that only those have named, are for their readers.
/// </summary>
public sealed class PartyReader(NpgsqlDataSource database)
{
    private const string Seen = "p.sort = any($1) and (not p.internal or p.sort = any($2))";

    /// <summary>Where a page ended, of its <c>next</c>; null where that cannot be read.</summary>
    public static (string Name, Guid Id)? Cursor(string? after) =>
        after?.Split('|', 2) is [var id, var name] && Guid.TryParse(id, out var last) ? (name, last) : null;

    /// <summary>By name, from a cursor on.</summary>
    public async Task<PartiesAnswer> PageAsync(string? sort, string? part, (string Name, Guid Id)? cursor, int limit, Sight sight, CancellationToken cancellation)
    {
        var (name, id) = cursor ?? ("", Guid.Empty);
        var found = await ReadAsync($"""
            {Seen} and ($3 = '' or p.sort = $3) and ($4 = '' or position($4 in p.name) > 0 or p.credit_code = $4) and (p.name collate "C", p.party) > ($5 collate "C", $6)
            order by p.name collate "C", p.party limit $7
            """, sight, [sort ?? "", part ?? "", name, id, limit + 1], cancellation);
        var page = found.Take(limit).ToList();
        return new(page, found.Count > limit ? $"{page[^1].Id}|{page[^1].Name}" : null);
    }

    /// <summary>Null for one that is not there, or not for these eyes.</summary>
    public async Task<PartyInListAnswer?> FindAsync(Guid party, Sight sight, CancellationToken cancellation) =>
        (await ReadAsync($"{Seen} and p.party = $3", sight, [party], cancellation)).SingleOrDefault();

    private async Task<List<PartyInListAnswer>> ReadAsync(string where, Sight sight, object[] parameters, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"""
            select p.party, coalesce(s.version, 0), p.sort, p.name, p.credit_code, case when i.internal and p.sort <> all($2) then p.party else i.party end
            from wt.party p join wt.party i on i.party = p.identity left join wt.mt_streams s on s.id = p.party where {where}
            """);
        foreach (var parameter in (object[])[PartySort.All.Where(sight.SeesSort).ToArray(), PartySort.All.Where(sight.SeesInternal).ToArray(), .. parameters])
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
