using System.Collections.Immutable;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Domain.Catalog;

/// <summary>Whose approval makes an entry count as approved.</summary>
public enum Approval
{
    /// <summary>上级审核: a reviewer of a department above; of the root's own entries, the root's.</summary>
    Above,

    /// <summary>本级审核: a reviewer of the department itself, or of one above.</summary>
    Own,

    /// <summary>逐级审核: first the department's own reviewer, then another one above.</summary>
    Both,
}

/// <summary>
/// 事项类型. <c>Version</c> counts the definitions of this code from 1. An internal kind (内部) is readable by its <c>Readers</c> only; empty means by all.
/// </summary>
public sealed record Kind(
    string Code, string Name, int Version, ImmutableArray<FieldDefinition> Fields, Approval Approval = Approval.Above, ImmutableArray<Role> Readers = default)
{
    public ImmutableArray<Role> Readers { get; init; } = Readers.IsDefault ? [] : Readers;

    public bool IsInternal => !Readers.IsEmpty;

    public FieldDefinition? Field(string code) => Fields.FirstOrDefault(field => field.Code == code);
}
