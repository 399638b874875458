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
/// What only internal kinds have named is for their readers, and nobody else finds out by naming it: everything else means and registers parties that all know,
/// one of its own where need be. Internal kinds mean their own ones first, then those.
/// </summary>
internal static class PartyResolution
{
    private sealed record Row(Guid Party, string Sort, string? CreditCode, bool IsInternal);

    /// <summary>What is known under the names and codes. <c>Whose</c>: in which order internal parties and those that all know are meant.</summary>
    private sealed record KnownParties(
        bool[] Whose, Dictionary<Guid, Row> ById, Dictionary<(string Sort, string Code, bool IsInternal), Row> ByCode, Dictionary<(string Sort, string Name, bool IsInternal), Row> ByName)
    {
        public Row? Find(string sort, string name, string? code) =>
            (code is null ? null : First(isInternal => ByCode.GetValueOrDefault((sort, code, isInternal))))
            ?? First(isInternal => ById.GetValueOrDefault(PartyName.IdOf(sort, name, isInternal)) ?? ByName.GetValueOrDefault((sort, name, isInternal)));

        private Row? First(Func<bool, Row?> find) => Whose.Select(find).FirstOrDefault(row => row is not null);
    }

    public static async Task<(Func<NamedParty, Guid>? IdOf, IReadOnlyList<(NamedParty Party, Fault Fault)> Contradictions)> ResolveAsync(
        CommandScope scope, IReadOnlyCollection<NamedParty> named, bool byInternalKind, CancellationToken cancellation)
    {
        var all = named.Select(Key).Distinct().ToList();
        if (all.Count == 0)
        {
            return (_ => throw new InvalidOperationException("No party is named."), []);
        }

        var known = await ReadAsync(scope, all, byInternalKind, cancellation);
        var ids = new Dictionary<(string Sort, string Name, string? Code), Guid>();
        var fresh = new Dictionary<Guid, PartyRegistered>();
        var codes = new Dictionary<Guid, PartyRegistered>();
        var freshCodes = new Dictionary<(string Sort, string Code), Guid>();
        var faults = new List<(NamedParty, Fault)>();
        foreach (var key in all.OrderBy(party => party.Code is null))
        {
            var (sort, name, code) = key;
            if (code is not null && freshCodes.TryGetValue((sort, code), out var same))
            {
                ids[key] = same;
                continue;
            }

            var id = PartyName.IdOf(sort, name, byInternalKind);
            var meant = known.Find(sort, name, code);
            ids[key] = meant?.Party ?? id;
            switch (meant)
            {
                case null when fresh.TryGetValue(id, out var twin) && code is not null && twin.CreditCode is { } other && other != code:
                    faults.Add(Contradiction(named.First(party => Key(party) == key), other));
                    break;
                case null:
                    fresh[id] = new(id, sort, name, code ?? fresh.GetValueOrDefault(id)?.CreditCode, byInternalKind ? true : null);
                    if (code is not null)
                    {
                        freshCodes[(sort, code)] = id;
                    }

                    break;
                case { CreditCode: null } when code is not null && codes.TryGetValue(meant.Party, out var coming) && coming.CreditCode is { } other && other != code:
                    faults.Add(Contradiction(named.First(party => Key(party) == key), other));
                    break;
                case { CreditCode: null } when code is not null:
                    freshCodes[(sort, code)] = meant.Party;
                    codes[meant.Party] = new(meant.Party, sort, name, code, meant.IsInternal ? true : null);
                    break;
                case { IsInternal: true, CreditCode: { } other } when code is not null && other != code && !scope.Sight.SeesInternal(sort):
                    faults.Add(Contradiction(named.First(party => Key(party) == key), null));
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

        await RegisterAsync(scope, [.. fresh.Values], byInternalKind, cancellation);
        await AddCodesAsync(scope, [.. codes.Values], cancellation);
        return (party => ids[Key(party)], []);
    }

    private static bool[] Whose(bool byInternalKind) => byInternalKind ? [true, false] : [false];

    private static (string Sort, string Name, string? Code) Key(NamedParty party) => (party.Sort, party.Name, party.CreditCode);

    /// <summary>The known code is told to those who see its party.</summary>
    private static (NamedParty, Fault) Contradiction(NamedParty party, string? known) => (party, known is null
        ? new("credit-code-is-another", $"fields.{party.Field}", party.Name, party.CreditCode!)
        : new("credit-code-contradicts", $"fields.{party.Field}", party.Name, party.CreditCode!, known));

    private static async Task<KnownParties> ReadAsync(
        CommandScope scope, IReadOnlyList<(string Sort, string Name, string? Code)> named, bool byInternalKind, CancellationToken cancellation)
    {
        var coded = named.Where(party => party.Code is not null).ToList();
        await using var command = new NpgsqlCommand("""
            select party, sort, credit_code, name, internal from wt.party where party = any($1) and (not internal or $6)
            union
            select p.party, p.sort, p.credit_code, p.name, p.internal from unnest($2::text[], $3::text[]) n (sort, code) join wt.party p on p.sort = n.sort and p.credit_code = n.code
            where not p.internal or $6
            union
            select p.party, p.sort, p.credit_code, p.name, p.internal from unnest($4::text[], $5::text[]) n (sort, name) join wt.party p on p.sort = n.sort and p.name = n.name
            where not p.internal or $6
            """, scope.Connection)
        {
            Parameters =
            {
                new() { Value = Whose(byInternalKind).SelectMany(isInternal => named.Select(party => PartyName.IdOf(party.Sort, party.Name, isInternal))).Distinct().ToArray() },
                new() { Value = coded.Select(party => party.Sort).ToArray() },
                new() { Value = coded.Select(party => party.Code!).ToArray() },
                new() { Value = named.Select(party => party.Sort).ToArray() },
                new() { Value = named.Select(party => party.Name).ToArray() },
                new() { Value = byInternalKind },
            },
        };
        var known = new KnownParties(Whose(byInternalKind), [], [], []);
        await command.PrepareAsync(cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var party = new Row(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetBoolean(4));
            known.ById[party.Party] = party;
            known.ByName[(party.Sort, row.GetString(3), party.IsInternal)] = party;
            if (party.CreditCode is { } code)
            {
                known.ByCode[(party.Sort, code, party.IsInternal)] = party;
            }
        }

        return known;
    }

    /// <summary>
    /// In the order of their ids, so that two commands with the same new parties do not wait for each other in a circle.
    /// </summary>
    private static async Task RegisterAsync(CommandScope scope, IReadOnlyList<PartyRegistered> parties, bool byInternalKind, CancellationToken cancellation)
    {
        if (parties.Count == 0)
        {
            return;
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
