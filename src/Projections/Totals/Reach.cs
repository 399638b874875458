using System.Collections.Immutable;
using WorkTracker.Domain;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// How far the changes of a unit can reach: cells outside are the same before and after. A change counts at its department and those above,
/// in its month and as the previous month of the next one.
/// </summary>
internal sealed class Reach
{
    private readonly Knowledge knowledge;
    private readonly int? only;
    private readonly int[]? months;

    private Reach(Knowledge knowledge, int? only, int[]? months) => (this.knowledge, this.only, this.months) = (knowledge, only, months);

    public static Reach Everything(Knowledge knowledge) => new(knowledge, null, null);

    public static Reach Of(List<UnitAccount> accounts, Knowledge knowledge)
    {
        var changed = accounts.SelectMany(account => account.Changed).Select(change => change.Member).ToList();
        var department = changed[0].Department;
        return new(
            knowledge,
            changed.TrueForAll(member => member.Department == department) ? department : null,
            [.. changed.Select(member => Month.Of(member.Day).Number).Distinct()]);
    }

    /// <summary>The departments at which a member of this department has to be looked at.</summary>
    public ImmutableArray<int> Above(int department) =>
        only is { } changed ? knowledge.CommonAncestors(department, changed) : knowledge.Ancestors(department);

    public bool Holds(Cell cell)
    {
        if (months is null || cell.Previous == Cell.Opening)
        {
            return true;
        }

        foreach (var month in months)
        {
            if (cell.Month == month || (cell.Previous != Cell.Any && cell.Previous <= month && month <= cell.Month))
            {
                return true;
            }
        }

        return false;
    }
}
