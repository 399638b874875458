using System.Globalization;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Parties;

/// <summary>
/// Parties: registered, renamed, merged, split. The table wt.party is kept in the same transaction; <c>identity</c> there is the end of a party's links,
/// as the totals have it.
/// </summary>
public sealed class PartyCommands(CommandPath path)
{
    /// <summary>Registers all that are not known yet.</summary>
    public Task<Outcome> RegisterAsync(Issued issued, IReadOnlyCollection<NamedParty> parties, CancellationToken cancellation = default) =>
        path.RunAsync(issued.On(issued.Id, Act.RegisterParty), async (scope, stop) =>
        {
            scope.PermitWithoutDepartment();
            var (_, contradictions) = await PartyResolution.ResolveAsync(scope, parties, byInternalKind: false, stop);
            return contradictions.Count > 0 ? Refuse("content-invalid", [.. contradictions.Select(contradiction => contradiction.Fault)]) : null;
        }, cancellation);

    /// <summary>Registers a party, or answers the one that is meant by the name or credit code.</summary>
    public Task<Outcome> RegisterAsync(Issued issued, NamedParty party, CancellationToken cancellation = default) =>
        path.RunAsync(issued.On(issued.Id, Act.RegisterParty), async (scope, stop) =>
        {
            scope.PermitWithoutDepartment();
            var (idOf, contradictions) = await PartyResolution.ResolveAsync(scope, [party], byInternalKind: false, stop);
            scope.Concerns = idOf?.Invoke(party);
            return idOf is null ? Refuse("content-invalid", [.. contradictions.Select(contradiction => contradiction.Fault)]) : null;
        }, cancellation);

    public Task<Outcome> RenameAsync(Issued issued, Guid id, long version, string name, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (party, scope, stop) =>
        {
            var tidy = PartyName.Tidy(name);
            if (tidy.Length is 0 or > PartyName.MaxLength)
            {
                return Refuse("content-invalid", [new(tidy.Length == 0 ? "property-missing" : "text-too-long", "name", "name", PartyName.MaxLength.ToString(CultureInfo.InvariantCulture))]);
            }

            if (tidy == party.Name)
            {
                return Refuse("nothing-changed", [new("nothing-changed", "name")]);
            }

            await using var rename = new NpgsqlCommand(
                "update wt.party set name = $2 where party = $1 and not exists (select 1 from wt.party o where o.sort = $3 and o.name = $2 and o.party <> $1 and o.internal = $4)", scope.Connection)
            {
                Parameters = { new() { Value = id }, new() { Value = tidy }, new() { Value = party.Sort }, new() { Value = party.IsInternal } },
            };
            if (await rename.ExecuteNonQueryAsync(stop) == 0)
            {
                return Refuse("party-exists", [new("party-exists", "name", tidy)]);
            }

            scope.Append(id, [new PartyRenamed(id, tidy)]);
            return null;
        }, cancellation);

    /// <summary>A code was stated wrongly: another one stands in its place, or none.</summary>
    public Task<Outcome> CorrectCodeAsync(Issued issued, Guid id, long version, string? creditCode, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (party, scope, stop) =>
        {
            var faults = new List<Fault>();
            if (NamedParty.Read("name", PartySort.All, party.Sort, party.Name, creditCode, faults) is not { } named)
            {
                return Refuse("content-invalid", faults);
            }

            if (named.CreditCode == party.CreditCode)
            {
                return Refuse("nothing-changed", [new("nothing-changed", "creditCode")]);
            }

            await using var correct = new NpgsqlCommand(
                "update wt.party set credit_code = $2 where party = $1 and not exists (select 1 from wt.party o where o.sort = $3 and o.credit_code = $2 and o.party <> $1 and o.internal = $4)", scope.Connection)
            {
                Parameters = { new() { Value = id }, new() { Value = (object?)named.CreditCode ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }, new() { Value = party.Sort }, new() { Value = party.IsInternal } },
            };
            if (await correct.ExecuteNonQueryAsync(stop) == 0)
            {
                return Refuse("party-exists", [new("party-exists", "creditCode", named.CreditCode!)]);
            }

            scope.Append(id, [new PartyRegistered(id, party.Sort, party.Name, named.CreditCode, party.IsInternal ? true : null)]);
            return null;
        }, cancellation);

    /// <summary>From now on the party counts as <paramref name="into"/> does. What all know never counts as what only internal kinds name: it would be called by that name.</summary>
    public Task<Outcome> MergeAsync(Issued issued, Guid id, long version, Guid into, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (party, scope, stop) =>
        {
            var target = await KeptParty.FindAsync(into, scope.Connection, stop);
            switch (target)
            {
                case null:
                case var _ when !target.IsSeenBy(scope.Sight):
                    return Refuse("party-unknown", [new("party-unknown", "into", into.ToString())]);
                case var _ when party.Identity != id:
                    return Refuse("party-merged-already", [new("party-merged-already", "", party.Name)]);
                case var _ when target.Identity == id:
                    return Refuse("party-is-itself", [new("party-is-itself", "into", party.Name)]);
                case var _ when target.Sort != party.Sort:
                    return Refuse("parties-of-different-sorts", [new("parties-of-different-sorts", "into", party.Name, target.Name)]);
                case var _ when !party.IsInternal && (await KeptParty.FindAsync(target.Identity, scope.Connection, stop))!.IsInternal:
                    return Refuse("party-is-internal", [new("party-is-internal", "into", party.Name, target.Name)]);
                default:
                    scope.Append(id, [new PartiesMerged(id, target.Identity)]);
                    await KeptParty.PointAsync(id, target.Identity, scope.Connection, stop);
                    return null;
            }
        }, cancellation);

    /// <summary>The party was merged by mistake; what had been merged into it before goes along with it.</summary>
    public Task<Outcome> SplitAsync(Issued issued, Guid id, long version, CancellationToken cancellation = default) =>
        ChangeAsync(issued, id, version, async (party, scope, stop) =>
        {
            if (party.Identity == id)
            {
                return Refuse("party-not-merged", [new("party-not-merged", "", party.Name)]);
            }

            scope.Append(id, [new PartiesSplit(id)]);
            await KeptParty.SplitAsync(id, scope.Connection, stop);
            return null;
        }, cancellation);

    /// <summary>Identities are one graph: those who merge or split wait for each other.</summary>
    private Task<Outcome> ChangeAsync(
        Issued issued, Guid id, long version, Func<KeptParty, CommandScope, CancellationToken, Task<Outcome?>> decide, CancellationToken cancellation) =>
        path.RunAsync(issued.On(id, Act.ChangeParties), async (scope, stop) =>
        {
            await scope.LockPartiesAsync(stop);
            if (await KeptParty.FindAsync(id, scope.Connection, stop) is not { } party || scope.History.Count == 0 || !party.IsSeenBy(scope.Sight))
            {
                return Refuse("party-unknown", [new("party-unknown", "id", id.ToString())]);
            }

            return scope.History[^1].Version != version ? new Outcome.Stale(scope.History[^1].Version) : await decide(party, scope, stop);
        }, cancellation);

    private static Outcome.Refused Refuse(string code, IEnumerable<Fault> faults) => new(new(code, [.. faults]));
}
