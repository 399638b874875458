using Npgsql;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Parties;

/// <summary>A party as entries name it. <c>CreditCode</c> is absent where not given; <c>CountsAs</c> is the party that it was merged into, absent for itself.</summary>
public sealed record NamedPartyAnswer(Guid Id, string Name, string Sort, string? CreditCode, Guid? CountsAs);

/// <summary>What the parties of some contents are called today.</summary>
public sealed class PartyNames
{
    private readonly Dictionary<Guid, NamedPartyAnswer> parties;

    private PartyNames(Dictionary<Guid, NamedPartyAnswer> parties) => this.parties = parties;

    public NamedPartyAnswer Of(Guid party) => parties.GetValueOrDefault(party) ?? new(party, party.ToString(), "", null, null);

    /// <summary>Of all parties that some contents name.</summary>
    public static Task<PartyNames> OfAsync(NpgsqlDataSource database, IEnumerable<EntryContent> contents, CancellationToken cancellation) =>
        OfAsync(database, contents.SelectMany(content => content.Fields.Values.OfType<FieldValue.Parties>()).SelectMany(parties => parties.Ids), cancellation);

    public static async Task<PartyNames> OfAsync(NpgsqlDataSource database, IEnumerable<Guid> all, CancellationToken cancellation)
    {
        var ids = all.Distinct().ToArray();
        var parties = new Dictionary<Guid, NamedPartyAnswer>();
        if (ids.Length > 0)
        {
            await using var command = database.CreateCommand("""
                select p.party, p.name, p.sort, p.credit_code, case when i.internal and not p.internal then p.party else i.party end
                from wt.party p join wt.party i on i.party = p.identity where p.party = any($1)
                """);
            command.Parameters.Add(new() { Value = ids });
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                var (id, identity) = (row.GetGuid(0), row.GetGuid(4));
                parties[id] = new(id, row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), identity == id ? null : identity);
            }
        }

        return new(parties);
    }
}
