using System.Runtime.CompilerServices;
using System.Text.Json;
using WorkTracker.Api.Catalog;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Catalog;

/// <summary>docs/reference/catalog-document.md says what the program does.</summary>
public sealed class CatalogReferenceTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(Here(), "../../../docs/reference/catalog-document.md"));

    [Fact]
    public void The_example_of_the_reference_loads_as_it_stands()
    {
        var stored = CatalogScenario.Nothing.After(Reference.Split("```yaml\n")[1].Split("```")[0]);

        stored.Tree.ByCode.Count.ShouldBe(3);
        stored.Definitions.CurrentMetrics.Count().ShouldBe(5);
        stored.Definitions.OpeningBalances.ShouldHaveSingleItem().Parties.Length.ShouldBe(2);
    }

    [Fact]
    public void The_reference_names_every_type_of_field_and_every_sort_of_party()
    {
        foreach (var word in Enum.GetValues<FieldType>().Select(type => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString())).Concat(PartySort.All))
        {
            Reference.ShouldContain($"`{word}`");
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
