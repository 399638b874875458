using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Totals;

/// <summary>
/// The cells that one unit (a party by its identity) makes under one metric and basis. What a change does to totals is these cells after
/// less before, whatever the change was.
/// </summary>
public static class UnitCells
{
    /// <param name="metric">A metric that counts units.</param>
    /// <param name="basis">The basis of <paramref name="members"/>.</param>
    /// <param name="members">All that the unit has, by every name that counts as it; counts above zero.</param>
    /// <param name="names">Every party that counts as the unit.</param>
    /// <param name="openings">The metric's opening balances.</param>
    /// <param name="ancestors">A department's number → its own number and those of the departments above it.</param>
    /// <param name="add">Receives each cell's value; a cell may come more than once.</param>
    public static void Of(
        Metric metric,
        Basis basis,
        IReadOnlyCollection<(Member Member, Held Held)> members,
        IReadOnlyCollection<Guid> names,
        Openings openings,
        Func<int, ImmutableArray<int>> ancestors,
        Action<Cell, decimal> add)
    {
        void Add(int department, int month, int previous, decimal value) =>
            add(new Cell(metric.Number, basis, department, month, previous), value);

        switch (metric.Measure)
        {
            case Measure.Distinct:
                var first = Active(members, ancestors, Add);
                if (!openings.IsEmpty)
                {
                    InForce(members, names, openings, ancestors, (department, month, value) => Add(department, month, Cell.Opening, value));
                    foreach (var (department, month) in first)
                    {
                        Add(department, month, Cell.Opening, -1);
                    }
                }

                break;
            case Measure.SumOncePer:
                OncePer(members, ancestors, Add);
                break;
            case Measure.InForce:
                InForce(members, names, openings, ancestors, (department, month, value) => Add(department, month, Cell.None, value));
                break;
            default:
                throw new InvalidOperationException($"{metric.Code} does not count units.");
        }
    }

    /// <summary>One for each month of activity, beside the active month before it. Returns each department's first month.</summary>
    private static List<(int Department, int Month)> Active(
        IReadOnlyCollection<(Member Member, Held Held)> members, Func<int, ImmutableArray<int>> ancestors, Action<int, int, int, decimal> add)
    {
        var first = new List<(int, int)>();
        foreach (var (at, previous) in Earliest(Spread(members, ancestors)))
        {
            add(at.Department, at.Month, previous, 1);
            add(at.Department, at.Month, Cell.Any, 1);
            if (previous == Cell.None)
            {
                first.Add((at.Department, at.Month));
            }
        }

        return first;
    }

    /// <summary>The amount of the month's earliest entry, for each month of activity.</summary>
    private static void OncePer(
        IReadOnlyCollection<(Member Member, Held Held)> members, Func<int, ImmutableArray<int>> ancestors, Action<int, int, int, decimal> add)
    {
        foreach (var (at, previous) in Earliest(Spread(members, ancestors)))
        {
            add(at.Department, at.Month, previous, at.Amount);
            add(at.Department, at.Month, Cell.Any, at.Amount);
        }
    }

    /// <summary>Of each department and month the earliest, with the active month before it.</summary>
    private static IEnumerable<(Activity At, int Previous)> Earliest(List<Activity> all)
    {
        Activity? before = null;
        foreach (var at in all)
        {
            if (at.Department != before?.Department)
            {
                yield return (at, Cell.None);
                before = at;
            }
            else if (at.Month != before.Value.Month)
            {
                yield return (at, before.Value.Month);
                before = at;
            }
        }
    }

    /// <summary>One where the unit comes into force at a department by a month's end, minus one where it goes out.</summary>
    private static void InForce(
        IReadOnlyCollection<(Member Member, Held Held)> members,
        IReadOnlyCollection<Guid> names,
        Openings openings,
        Func<int, ImmutableArray<int>> ancestors,
        Action<int, int, decimal> add)
    {
        var reporting = members.Select(member => member.Member.Department)
            .Concat(openings.All.Where(opening => names.Any(opening.Units.Contains)).Select(opening => opening.Department))
            .Distinct();
        var changes = reporting
            .SelectMany(department => OwnChanges(members.Where(member => member.Member.Department == department), names, openings.At(department))
                .SelectMany(change => ancestors(department).Select(above => (Department: above, change.Month, change.By))))
            .GroupBy(change => change.Department);
        foreach (var department in changes)
        {
            var standing = 0;
            foreach (var month in department.GroupBy(change => change.Month).OrderBy(month => month.Key))
            {
                var before = standing;
                standing += month.Sum(change => change.By);
                if ((before > 0) != (standing > 0))
                {
                    add(department.Key, month.Key, standing > 0 ? 1 : -1);
                }
            }
        }
    }

    /// <summary>
    /// In which months the unit's standing at its own department changes, by month's end. On one day an ending comes after a beginning,
    /// and an opening balance, which states how things stand at the day's end, after both.
    /// </summary>
    private static IEnumerable<(int Month, int By)> OwnChanges(
        IEnumerable<(Member Member, Held Held)> members, IReadOnlyCollection<Guid> names, IEnumerable<Opening> openings)
    {
        var stands = false;
        var steps = members.Select(member => (member.Member.Day, Order: member.Member.No, Stands: member.Member.No == Member.Began))
            .Concat(openings.Select(opening => (Day: opening.On, Order: 2L, Stands: names.Any(opening.Units.Contains))));
        foreach (var month in steps.GroupBy(step => Month.Of(step.Day).Number).OrderBy(month => month.Key))
        {
            var after = month.MaxBy(step => (step.Day, step.Order)).Stands;
            if (after != stands)
            {
                yield return (month.Key, after ? 1 : -1);
            }

            stands = after;
        }
    }

    /// <summary>What a unit did at a department or one below it.</summary>
    private readonly record struct Activity(int Department, int Month, DateOnly Day, long No, decimal Amount);

    /// <summary>By department, then in order of time. This runs for every party of every event: one list, sorted in place.</summary>
    private static List<Activity> Spread(IReadOnlyCollection<(Member Member, Held Held)> members, Func<int, ImmutableArray<int>> ancestors)
    {
        var all = new List<Activity>(members.Count * 4);
        foreach (var (member, held) in members)
        {
            var month = Month.Of(member.Day).Number;
            var above = ancestors(member.Department);
            for (var at = 0; at < above.Length; at++)
            {
                all.Add(new(above[at], month, member.Day, member.No, held.Amount));
            }
        }

        all.Sort(static (a, b) =>
            a.Department != b.Department ? a.Department.CompareTo(b.Department)
            : a.Day != b.Day ? a.Day.CompareTo(b.Day)
            : a.No.CompareTo(b.No));
        return all;
    }
}
