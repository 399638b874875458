using System.Globalization;
using WorkTracker.Api.Commands;

namespace WorkTracker.Api.Catalog;

/// <summary>Of the catalog as a whole, such as <c>144-30</c>: how often its definitions and its departments have changed.</summary>
public readonly record struct CatalogVersion(int Definitions, int Departments)
{
    public static CatalogVersion Of(Known known) => new(known.Definitions.Version, known.Tree.Version);

    /// <summary>Null where the text is none. What follows a second hyphen tells one representation from another, as in the ETag of the document.</summary>
    public static CatalogVersion? Read(string text) =>
        text.Trim().Split('-') is [var definitions, var departments, ..]
        && int.TryParse(definitions, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(departments, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? new(first, second)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Definitions}-{Departments}");
}
