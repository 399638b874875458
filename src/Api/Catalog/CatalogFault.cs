namespace WorkTracker.Api.Catalog;

/// <summary>Something wrong with a catalog document: where in the text (from 1), where in the document, what.</summary>
public sealed record CatalogFault(int Line, int Column, string Path, string Code, params string[] Particulars)
{
    /// <summary>Of a template's text: where inside that text, from its first line; null elsewhere.</summary>
    public WorkTracker.Reports.Templates.Place? Within { get; init; }

    /// <summary>What was probably meant; null where nothing is near.</summary>
    public string? Suggestion { get; init; }
}
