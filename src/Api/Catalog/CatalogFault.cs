namespace WorkTracker.Api.Catalog;

/// <summary>Something wrong with a catalog document: where in the text (from 1), where in the document, what.</summary>
public sealed record CatalogFault(int Line, int Column, string Path, string Code, params string[] Particulars)
{
    /// <summary>What was probably meant; null where nothing is near.</summary>
    public string? Suggestion { get; init; }
}
