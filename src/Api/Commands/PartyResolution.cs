using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Commands;

/// <summary>Another command registered or named one of our parties at the same instant: the command is tried anew.</summary>
internal sealed class PartiesMovedException : Exception;

/// <summary>
/// Which parties are meant by names, and registers those that are new in the same transaction. A credit code decides first, then the name that it was registered under,
/// then the name that it has now.
/// A party known without a credit code gets the one that is named now; another code than the known one is a fault.
/// What only internal kinds have named is for their readers until something else names it.
/// </summary>
internal static class PartyResolution
{
    private sealed record Row(Guid Party, string Sort, string? CreditCode, bool IsInternal);

    public static async Task<(Func<NamedParty, Guid>? IdOf, IReadOnlyList<(NamedParty Party, Fault Fault)> Contradictions)> ResolveAsync(
        CommandScope scope, IReadOnlyCollection<NamedParty> named, bool byInternalKind, CancellationToken cancellation)
    {
        var all = named.Select(Key).Distinct().ToList();
        if (all.Count == 0)
        {
            return (_ => throw new InvalidOperationException("No party is named."), []);
        }

        var (byId, byCode, byName) = await ReadAsync(scope, all, cancellation);
        var ids = new Dictionary<(string Sort, string Name, string? Code), Guid>();
        var fresh = new Dictionary<Guid, PartyRegistered>();
        var codes = new Dictionary<Guid, PartyRegistered>();
        var freshCodes = new Dictionary<(string Sort, string Code), Guid>();
        var faults = new List<(NamedParty, Fault)>();
        var opened = new List<Guid>();
        foreach (var key in all.OrderBy(party => party.Code is null))
        {
            var (sort, name, code) = key;
            if (code is not null && freshCodes.TryGetValue((sort, code), out var same))
            {
                ids[key] = same;
                continue;
            }

            var id = PartyName.IdOf(sort, name);
            var known = code is not null && byCode.TryGetValue((sort, code), out var coded) ? coded : byId.GetValueOrDefault(id) ?? byName.GetValueOrDefault((sort, name));
            ids[key] = known?.Party ?? id;
            if (known is { IsInternal: true } && !byInternalKind)
            {
                opened.Add(known.Party);
            }

            switch (known)
            {
                case null when fresh.TryGetValue(id, out var twin) && code is not null && twin.CreditCode is { } other && other != code:
                    faults.Add(Contradiction(named.First(party => Key(party) == key), other));
                    break;
                case null:
                    fresh[id] = new(id, sort, name, code ?? fresh.GetValueOrDefault(id)?.CreditCode);
                    if (code is not null)
                    {
                        freshCodes[(sort, code)] = id;
                    }

                    break;
                case { CreditCode: null } when code is not null && codes.TryGetValue(known.Party, out var coming) && coming.CreditCode is { } other && other != code:
                    faults.Add(Contradiction(named.First(party => Key(party) == key), other));
                    break;
                case { CreditCode: null } when code is not null:
                    freshCodes[(sort, code)] = known.Party;
                    codes[known.Party] = new(known.Party, sort, name, code);
                    break;
                case { CreditCode: { } other } when code is not null && other != code:
                    faults.Add(Contradiction(named.First(party => Key(party) == key), other));
                    break;
                default:
                    break;
            }
        }

        if (faults.Count > 0)
        {
            return (null, faults);
        }

        opened.AddRange(await RegisterAsync(scope, [.. fresh.Values], byInternalKind, cancellation));
        await OpenAsync(scope, opened, cancellation);
        await AddCodesAsync(scope, [.. codes.Values], cancellation);
        return (party => ids[Key(party)], []);
    }

    private static (string Sort, string Name, string? Code) Key(NamedParty party) => (party.Sort, party.Name, party.CreditCode);

    private static (NamedParty, Fault) Contradiction(NamedParty party, string known) =>
        (party, new("credit-code-contradicts", $"fields.{party.Field}", party.Name, party.CreditCode!, known));

    private static async Task<(Dictionary<Guid, Row> ById, Dictionary<(string, string), Row> ByCode, Dictionary<(string, string), Row> ByName)> ReadAsync(
        CommandScope scope, IReadOnlyList<(string Sort, string Name, string? Code)> named, CancellationToken cancellation)
    {
        var coded = named.Where(party => party.Code is not null).ToList();
        await using var command = new NpgsqlCommand("""
            select party, sort, credit_code, name, internal from wt.party where party = any($1)
            union
            select p.party, p.sort, p.credit_code, p.name, p.internal from unnest($2::text[], $3::text[]) n (sort, code) join wt.party p on p.sort = n.sort and p.credit_code = n.code
            union
            select p.party, p.sort, p.credit_code, p.name, p.internal from unnest($4::text[], $5::text[]) n (sort, name) join wt.party p on p.sort = n.sort and p.name = n.name
            """, scope.Connection)
        {
            Parameters =
            {
                new() { Value = named.Select(party => PartyName.IdOf(party.Sort, party.Name)).Distinct().ToArray() },
                new() { Value = coded.Select(party => party.Sort).ToArray() },
                new() { Value = coded.Select(party => party.Code!).ToArray() },
                new() { Value = named.Select(party => party.Sort).ToArray() },
                new() { Value = named.Select(party => party.Name).ToArray() },
            },
        };
        var byId = new Dictionary<Guid, Row>();
        var byCode = new Dictionary<(string, string), Row>();
        var byName = new Dictionary<(string, string), Row>();
        await command.PrepareAsync(cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var party = new Row(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBoolean(4));
            byId[party.Party] = party;
            byName[(party.Sort, row.GetString(3))] = party;
            if (party.CreditCode is { } code)
            {
                byCode[(party.Sort, code)] = party;
            }
        }

        return (byId, byCode, byName);
    }

    /// <summary>
    /// In the order of their ids, so that two commands with the same new parties do not wait for each other in a circle.
    /// Gives those that somebody else has registered since they were looked up, where they are to be open to all.
    /// </summary>
    private static async Task<IEnumerable<Guid>> RegisterAsync(CommandScope scope, IReadOnlyList<PartyRegistered> parties, bool byInternalKind, CancellationToken cancellation)
    {
        if (parties.Count == 0)
        {
            return [];
        }

        await using var command = new NpgsqlCommand("""
            insert into wt.party (party, sort, name, credit_code, identity, internal)
            select id, sort, name, code, id, $5 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) n (id, sort, name, code) order by id
            on conflict do nothing
            returning party
            """, scope.Connection)
        {
            Parameters =
            {
                new() { Value = parties.Select(party => party.Party).ToArray() },
                new() { Value = parties.Select(party => party.Sort).ToArray() },
                new() { Value = parties.Select(party => party.Name).ToArray() },
                new() { Value = parties.Select(party => party.CreditCode).ToArray() },
                new() { Value = byInternalKind },
            },
        };
        var registered = new HashSet<Guid>(parties.Count);
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                registered.Add(row.GetGuid(0));
            }
        }

        // What somebody else has registered since it was looked up is the same party, unless its credit code has to be compared anew.
        if (parties.Any(party => party.CreditCode is not null && !registered.Contains(party.Party)))
        {
            throw new PartiesMovedException();
        }

        scope.StartAll<PartyRegistered>([.. parties.Where(party => registered.Contains(party.Party)).Select(party => (party.Party, (object)party))]);
        return byInternalKind ? [] : parties.Select(party => party.Party).Where(party => !registered.Contains(party));
    }

    private static async Task OpenAsync(CommandScope scope, List<Guid> parties, CancellationToken cancellation)
    {
        if (parties.Count == 0)
        {
            return;
        }

        await using var command = new NpgsqlCommand("""
            update wt.party p set internal = false from (select party from wt.party where party = any($1) and internal order by party for update) k where p.party = k.party
            """, scope.Connection)
        {
            Parameters = { new() { Value = parties.ToArray() } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task AddCodesAsync(CommandScope scope, IReadOnlyList<PartyRegistered> parties, CancellationToken cancellation)
    {
        foreach (var party in parties.OrderBy(party => party.Party))
        {
            await using var command = new NpgsqlCommand(
                "update wt.party set credit_code = $2 where party = $1 and credit_code is null returning name", scope.Connection)
            {
                Parameters = { new() { Value = party.Party }, new() { Value = party.CreditCode! } },
            };
            if (await command.ExecuteScalarAsync(cancellation) is not string name)
            {
                throw new PartiesMovedException();
            }

            scope.Append(party.Party, [party with { Name = name }]);
        }
    }
}
