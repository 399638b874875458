namespace WorkTracker.Api.Tests.Catalog;

/// <summary>A document that breaks a rule, loaded where <see cref="CatalogScenario.City"/> is stored, and each fault as <c>code path</c>.</summary>
public sealed record BadDocument(string Rule, string Text, params string[] Faults)
{
    public override string ToString() => Rule;
}
