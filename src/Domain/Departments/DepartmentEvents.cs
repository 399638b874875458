using System.Collections.Immutable;

namespace WorkTracker.Domain.Departments;

/// <summary>A node of the tree. <c>Parent</c> is null for the root. Days before <c>OpenedOn</c> may still be reported: history is entered late.</summary>
public sealed record DepartmentOpened(string Code, string Name, string Level, ImmutableArray<string> Tags, string? Parent);

public sealed record DepartmentRenamed(string Code, string Name);

/// <summary>Level or tags replaced. Metrics that filter on them are recounted.</summary>
public sealed record DepartmentReclassified(string Code, string Level, ImmutableArray<string> Tags);

/// <summary>Reports nothing that occurred after <c>On</c>.</summary>
public sealed record DepartmentClosed(string Code, DateOnly On);
