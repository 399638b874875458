using System.Globalization;
using WorkTracker.Api.Commands;

namespace WorkTracker.Api.Catalog;

/// <summary>Of the catalog as a whole, such as <c>144-30</c>: how often its definitions and its departments have changed.</summary>
public readonly record struct CatalogVersion(int Definitions, int Departments)
{
    public static CatalogVersion Of(Known known) => new(known.Definitions.Version, known.Tree.Version);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Definitions}-{Departments}");
}
