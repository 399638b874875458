using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Http;
using WorkTracker.Api.Parties;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Catalog;

public static class GetCatalog
{
    /// <summary>The whole catalog as one document: YAML, or JSON where that is asked for. Loading it changes nothing.</summary>
    /// <response code="200">The document; its ETag begins with the catalog's version for who may change it.</response>
    /// <response code="304">Nothing has changed since the given ETag.</response>
    public static async Task<IResult> HandleAsync(HttpContext http, KnownDefinitions definitions, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        var tree = await TreeAsync(known, http.Rights(), database, cancellation);
        var json = http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));
        // A version counts what others do elsewhere, and is of use to those only who may name it.
        var version = http.Rights().Allows(Act.ChangeCatalog, known.Tree) ? CatalogVersion.Of(known) : (CatalogVersion?)null;
        var text = json ? JsonSerializer.Serialize(tree, AnswerJson.Options) : Yaml(version, tree);
        http.Response.Headers.Vary = "Accept";

        // To each their own text: in two formats, without what may not be seen, with today's names of parties.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
        return Conditional.NotModified(http, version is { } named ? $"\"{named}-{digest}\"" : $"\"{digest}\"") ?? Results.Text(text, json ? "application/json" : "application/yaml", Encoding.UTF8);
    }

    /// <summary>Said in a remark: in a file that is kept, a version that had to be right would have to be changed with every load.</summary>
    internal static string Yaml(CatalogVersion? version, OrderedDictionary<string, object> tree) =>
        version is { } named ? $"# {CatalogSentenceTexts.version.With(named)}\n{CatalogWriter.Yaml(tree)}" : CatalogWriter.Yaml(tree);

    /// <summary>What somebody may see of it.</summary>
    internal static async Task<OrderedDictionary<string, object>> TreeAsync(Known known, Rights rights, NpgsqlDataSource database, CancellationToken cancellation)
    {
        var sight = new Sight(rights, known.Definitions, known.Tree);
        var readable = sight.Readable();
        var names = await PartyNames.OfAsync(database, readable.OpeningBalances.SelectMany(balance => balance.Parties), cancellation);
        var hidden = known.Tree.ByCode.Values.Where(one => !sight.Names(one)).Select(one => one.Code).ToList();
        return CatalogWriter.Tree(readable, known.Tree with { ByCode = known.Tree.ByCode.RemoveRange(hidden) }, names.Of);
    }
}
