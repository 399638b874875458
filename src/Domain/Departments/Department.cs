using System.Collections.Immutable;

namespace WorkTracker.Domain.Departments;

/// <summary>
/// 单位. <c>Number</c> is the version of the event that opened it in the stream of departments: small, stable, the same after a rebuild.
/// <c>ClosedOn</c> is null while it is open.
/// </summary>
public sealed record Department(
    int Number, string Code, string Name, string Level, ImmutableArray<string> Tags, string? Parent, DateOnly? ClosedOn);
