using Npgsql;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Parties;

/// <summary>A row of wt.party. <c>Identity</c> is the party that it counts as: itself, until merged. <c>IsInternal</c>: only internal kinds have named it.</summary>
internal sealed record KeptParty(Guid Id, string Sort, string Name, string? CreditCode, Guid Identity, bool IsInternal)
{
    public bool IsSeenBy(Sight sight) => sight.SeesSort(Sort) && (!IsInternal || sight.SeesInternal(Sort));

    public static async Task<KeptParty?> FindAsync(Guid id, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select sort, name, credit_code, identity, internal from wt.party where party = $1", connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(id, row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetGuid(3), row.GetBoolean(4))
            : null;
    }

    /// <summary>The whole group that counts as the party counts as another one now.</summary>
    public static async Task PointAsync(Guid party, Guid identity, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("update wt.party set identity = $2 where identity = $1", connection)
        {
            Parameters = { new() { Value = party }, new() { Value = identity } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// The party counts as itself again, and so does whatever was merged into it: the links are followed through the newest event of each party of the group.
    /// </summary>
    public static async Task SplitAsync(Guid party, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            with recursive link as (
                select distinct on (e.stream_id) e.stream_id as party, case when e.type = 'parties_merged' then (e.data ->> 'into')::uuid end as target
                from wt.party p join wt.mt_events e on e.stream_id = p.party
                where p.identity = (select identity from wt.party where party = $1) and e.type in ('parties_merged', 'parties_split')
                order by e.stream_id, e.version desc),
            along as (
                select $1::uuid as party
                union
                select link.party from link join along on link.target = along.party)
            update wt.party set identity = $1 where party in (select party from along)
            """, connection)
        {
            Parameters = { new() { Value = party } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
