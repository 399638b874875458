namespace WorkTracker.Api.Catalog;

/// <summary>A place in a document's text; both count from 1.</summary>
internal readonly record struct Place(int Line, int Column);

/// <summary>A value of a document with the place where it begins.</summary>
internal abstract record CatalogValue(Place Place)
{
    /// <summary>Text is null where nothing was written, or <c>null</c>.</summary>
    public sealed record Scalar(Place Place, string? Text) : CatalogValue(Place);

    public sealed record List(Place Place, IReadOnlyList<CatalogValue> Items) : CatalogValue(Place);

    public sealed record Map(Place Place, IReadOnlyList<Entry> Entries) : CatalogValue(Place)
    {
        public CatalogValue? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
    }

    /// <summary>Has a fault already; nothing more is said about it.</summary>
    public sealed record Unreadable(Place Place) : CatalogValue(Place);

    /// <param name="Key">Unique in its map.</param>
    /// <param name="Place">Of the key.</param>
    /// <param name="Value">What it stands for.</param>
    public sealed record Entry(string Key, Place Place, CatalogValue Value);
}
