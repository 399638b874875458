using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>事项类型. <c>Version</c> counts the definitions of this code from 1.</summary>
public sealed record Kind(string Code, string Name, int Version, ImmutableArray<FieldDefinition> Fields)
{
    public FieldDefinition? Field(string code) => Fields.FirstOrDefault(field => field.Code == code);
}
