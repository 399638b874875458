using System.Text.Json;
using CsCheck;
using WorkTracker.Api.Catalog;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class CatalogWriterTests
{
    [Fact]
    public void What_is_written_and_loaded_again_changes_nothing() => RandomCatalog.Any.Sample(stored =>
    {
        var tree = CatalogWriter.Tree(stored.Definitions, stored.Tree, RandomCatalog.PartyOf);
        foreach (var text in new[] { CatalogWriter.Yaml(tree), JsonSerializer.Serialize(tree) })
        {
            var again = stored.Loading(text);
            again.Faults.Select(CatalogFaults.Sentence).ShouldBeEmpty(text);
            again.Changes.Select(CatalogWording.Sentence).ShouldBeEmpty(text);
            again.IsEmpty.ShouldBeTrue();
        }
    }, iter: 200);

    [Fact]
    public void What_is_written_makes_the_same_catalog_elsewhere() => RandomCatalog.Any.Sample(stored =>
    {
        var text = CatalogWriter.Yaml(CatalogWriter.Tree(stored.Definitions, stored.Tree, RandomCatalog.PartyOf));

        var elsewhere = CatalogScenario.Nothing.After(text);

        CatalogWriter.Yaml(CatalogWriter.Tree(elsewhere.Definitions, elsewhere.Tree, RandomCatalog.PartyOf)).ShouldBe(text);
    }, iter: 100);
}
