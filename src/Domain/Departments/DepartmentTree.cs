using System.Collections.Immutable;

namespace WorkTracker.Domain.Departments;

/// <summary>The tree of departments, folded from its one stream. <c>Version</c> is the stream's.</summary>
public sealed record DepartmentTree(int Version, ImmutableDictionary<string, Department> ByCode)
{
    public static readonly DepartmentTree Empty = new(0, ImmutableDictionary.Create<string, Department>(StringComparer.Ordinal));

    public static DepartmentTree Evolve(DepartmentTree tree, object @event)
    {
        var version = tree.Version + 1;
        return @event switch
        {
            DepartmentOpened e => new(version, tree.ByCode.SetItem(e.Code, new(version, e.Code, e.Name, e.Level, e.Tags, e.Parent, null))),
            DepartmentRenamed e => tree.With(version, tree.ByCode[e.Code] with { Name = e.Name }),
            DepartmentReclassified e => tree.With(version, tree.ByCode[e.Code] with { Level = e.Level, Tags = e.Tags }),
            DepartmentClosed e => tree.With(version, tree.ByCode[e.Code] with { ClosedOn = e.On }),
            _ => tree with { Version = version },
        };
    }

    public Department? Find(string code) => ByCode.GetValueOrDefault(code);

    public Department? Root => ByCode.Values.FirstOrDefault(department => department.Parent is null);

    /// <summary>The department itself first, then its parent, up to the root.</summary>
    public IEnumerable<Department> SelfAndAncestors(string code)
    {
        for (var at = Find(code); at is not null; at = at.Parent is null ? null : Find(at.Parent))
        {
            yield return at;
        }
    }

    /// <summary>The department itself and all below it.</summary>
    public IEnumerable<Department> Subtree(string code) =>
        ByCode.Values.Where(department => SelfAndAncestors(department.Code).Any(above => above.Code == code));

    public IEnumerable<Department> Children(string code) => ByCode.Values.Where(department => department.Parent == code);

    private DepartmentTree With(int version, Department changed) => new(version, ByCode.SetItem(changed.Code, changed));
}
