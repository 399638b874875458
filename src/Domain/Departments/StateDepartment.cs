using System.Collections.Immutable;
using System.Globalization;

namespace WorkTracker.Domain.Departments;

/// <summary>How a department should stand. <c>Parent</c> is null for the root, <c>ClosedOn</c> while it is open.</summary>
public sealed record StateDepartment(string Code, string Name, string Level, ImmutableArray<string> Tags, string? Parent, DateOnly? ClosedOn)
{
    /// <summary>The parent stands in the tree already. Accepts with no event where the department stands as stated.</summary>
    public static Decision Decide(StateDepartment stated, DepartmentTree tree)
    {
        var stored = tree.Find(stated.Code);
        var faults = (stored is null ? AgainstOpening(stated, tree) : AgainstChange(stated, stored)).ToList();
        return faults.Count > 0 ? Decision.Refuse(faults[0].Code, faults) : Decision.Accept([.. Changes(stated, stored)]);
    }

    /// <summary>Which of <paramref name="stated"/> can be decided in turn, parents first and else in the order given, and for the others why not.</summary>
    public static (ImmutableArray<StateDepartment> InOrder, ImmutableArray<(StateDepartment Department, Fault Fault)> Unplaced) ParentsFirst(
        IEnumerable<StateDepartment> stated, DepartmentTree tree)
    {
        var ordered = ImmutableArray.CreateBuilder<StateDepartment>();
        var waiting = stated.ToDictionary(department => department.Code, StringComparer.Ordinal);
        var placed = tree.ByCode.Keys.ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before < ordered.Count;)
        {
            before = ordered.Count;
            foreach (var next in waiting.Values.Where(department => department.Parent is null || placed.Contains(department.Parent)))
            {
                ordered.Add(next);
                placed.Add(next.Code);
                waiting.Remove(next.Code);
            }
        }

        return (ordered.ToImmutable(), [.. waiting.Values.Select(department => (department, WhyUnplaced(department, waiting))).Where(pair => pair.Item2 is not null).Select(pair => (pair.department, pair.Item2!))]);
    }

    /// <summary>Null for a department that only hangs below one that has a fault of its own.</summary>
    private static Fault? WhyUnplaced(StateDepartment department, Dictionary<string, StateDepartment> waiting)
    {
        if (!waiting.TryGetValue(department.Parent!, out var above))
        {
            return new("department-unknown", "parent", department.Parent!);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (above.Code != department.Code && seen.Add(above.Code))
        {
            if (!waiting.TryGetValue(above.Parent!, out var next))
            {
                return null;
            }

            above = next;
        }

        return above.Code == department.Code ? new("department-cycle", "parent", department.Parent!) : null;
    }

    private static IEnumerable<Fault> AgainstOpening(StateDepartment stated, DepartmentTree tree)
    {
        if (stated.Parent is null && tree.Root is { } root)
        {
            yield return new("department-second-root", "parent", root.Code);
        }
    }

    private static IEnumerable<Fault> AgainstChange(StateDepartment stated, Department stored)
    {
        if (stated.Parent != stored.Parent)
        {
            yield return new("department-move-unsupported", "parent", stored.Parent ?? "");
        }

        if (stated.ClosedOn is null && stored.ClosedOn is { } closed)
        {
            yield return new("department-reopening-unsupported", "closed", closed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<object> Changes(StateDepartment stated, Department? stored)
    {
        if (stored is null)
        {
            yield return new DepartmentOpened(stated.Code, stated.Name, stated.Level, stated.Tags, stated.Parent);
        }
        else if (stated.Name != stored.Name)
        {
            yield return new DepartmentRenamed(stated.Code, stated.Name);
        }

        if (stored is not null && (stated.Level != stored.Level || !stated.Tags.Order(StringComparer.Ordinal).SequenceEqual(stored.Tags.Order(StringComparer.Ordinal))))
        {
            yield return new DepartmentReclassified(stated.Code, stated.Level, stated.Tags);
        }

        if (stated.ClosedOn is { } closed && closed != stored?.ClosedOn)
        {
            yield return new DepartmentClosed(stated.Code, closed);
        }
    }
}
