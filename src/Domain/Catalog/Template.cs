namespace WorkTracker.Domain.Catalog;

/// <summary>报告模板. <c>Version</c> counts the definitions of this code from 1.</summary>
public sealed record Template(string Code, string Name, int Version, string Text);
