using System.Collections.Immutable;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Catalog;

/// <summary>
/// Which entries a metric counts, beside its kinds. Each part that is not empty must hold; within a part any value will do.
/// <c>Levels</c> and <c>Tags</c> are of the department that reported.
/// </summary>
public sealed record Filter(
    ImmutableArray<string> Programs,
    ImmutableArray<string> Levels,
    ImmutableArray<string> Tags,
    ImmutableArray<FieldCondition> Fields)
{
    public static readonly Filter None = new([], [], [], []);

    public bool IsEmpty => Programs.IsEmpty && !AsksTheDepartment && Fields.IsEmpty;

    public bool AsksTheDepartment => !Levels.IsEmpty || !Tags.IsEmpty;

    public bool Admits(Department department, EntryContent content) =>
        (Programs.IsEmpty || Programs.Contains(content.Program))
        && (Levels.IsEmpty || Levels.Contains(department.Level))
        && (Tags.IsEmpty || Tags.Any(department.Tags.Contains))
        && Fields.All(condition => condition.Holds(content.Fields));
}

/// <summary>A field equals one of <c>AnyOf</c>. A yes/no field that is not given counts as no.</summary>
public sealed record FieldCondition(string Field, ImmutableArray<FieldValue> AnyOf)
{
    public bool Holds(ImmutableSortedDictionary<string, FieldValue> fields) =>
        AnyOf.Contains(fields.GetValueOrDefault(Field) ?? FieldValue.No);
}
