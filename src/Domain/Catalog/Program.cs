namespace WorkTracker.Domain.Catalog;

/// <summary>专项行动. <c>EndedOn</c> is null while it runs.</summary>
public sealed record Program(string Code, string Name, DateOnly? EndedOn);
