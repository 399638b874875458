namespace WorkTracker.Api.Catalog;

/// <summary>One thing that a document changes: in which section, what, and part by part how it was and will be.</summary>
/// <param name="Section">As in the document: <c>departments</c>, <c>programs</c>, <c>kinds</c>, <c>metrics</c>, <c>opening-balances</c>, <c>templates</c>.</param>
/// <param name="Change"><c>added</c>, <c>changed</c>, <c>closed</c> or <c>reopened</c>.</param>
/// <param name="Parts">Empty for what is added: there the document says it all.</param>
public sealed record CatalogChange(string Section, string Code, string Name, string Change, IReadOnlyList<ChangedPart> Parts);

/// <param name="Path">Of the part, such as <c>where.program</c> or <c>fields.funds.max</c>.</param>
/// <param name="Before">Null where it was not there.</param>
/// <param name="After">Null where it will not be there.</param>
public sealed record ChangedPart(string Path, string? Before, string? After);
