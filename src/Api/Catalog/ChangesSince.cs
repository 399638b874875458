using Marten;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Parties;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Catalog;

/// <summary>What the catalog became meanwhile, for who has seen an older one.</summary>
/// <param name="Version">To name in the next attempt.</param>
/// <param name="Changes">From what was seen to what there is, as loading it would be told.</param>
public sealed record CatalogNow(string Version, IReadOnlyList<CatalogChange> Changes);

/// <summary>Tells it by planning the document of today on the catalog as it was: the one comparison of catalogs serves here, too.</summary>
public sealed class ChangesSince(IDocumentStore store, NpgsqlDataSource database, KnownDefinitions definitions)
{
    public async Task<CatalogNow> OfAsync(CatalogVersion seen, Rights rights, CancellationToken cancellation)
    {
        var now = await definitions.ReadAsync(cancellation);
        var (before, tree) = await AtAsync(seen, cancellation);
        var names = await PartyNames.OfAsync(database, now.Definitions.OpeningBalances.SelectMany(balance => balance.Parties), cancellation);
        var ids = now.Definitions.OpeningBalances.SelectMany(balance => balance.Parties).Distinct().Select(names.Of)
            .ToLookup(party => (party.Sort, party.Name, party.CreditCode), party => party.Id);
        var document = CatalogDocument.Read(CatalogWriter.Yaml(await GetCatalog.TreeAsync(now, rights, database, cancellation)));
        var plan = CatalogPlan.For(
            document, new Sight(rights, now.Definitions, now.Tree).At(before, tree).Readable(), tree, (_, party) => ids[(party.Sort, party.Name, party.CreditCode)].FirstOrDefault(PartyName.IdOf(party.Sort, party.Name)));
        return new(CatalogVersion.Of(now).ToString(), plan.Changes);
    }

    private async Task<(Definitions Definitions, DepartmentTree Tree)> AtAsync(CatalogVersion version, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var catalog = await session.Events.FetchStreamAsync(Streams.Catalog, token: cancellation);
        var departments = await session.Events.FetchStreamAsync(Streams.Departments, token: cancellation);
        return (
            catalog.Take(version.Definitions).Aggregate(Definitions.Empty, (state, stored) => Definitions.Evolve(state, stored.Data)),
            departments.Take(version.Departments).Aggregate(DepartmentTree.Empty, (state, stored) => DepartmentTree.Evolve(state, stored.Data)));
    }
}
