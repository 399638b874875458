using System.Collections.Frozen;
using System.Collections.Immutable;
using CsCheck;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Domain.Tests.Totals;

/// <summary>One party's doings at two sections of a county in a city, over two years, made up; and its cells.</summary>
internal sealed class UnitScenario
{
    public static readonly Guid Party = new("11111111-1111-8111-8111-111111111111");
    private static readonly int[] Sections = [3, 4];
    private static readonly Dictionary<int, ImmutableArray<int>> Above = new() { [3] = [3, 2, 1], [4] = [4, 2, 1] };

    private UnitScenario(ImmutableArray<Member> members, Opening? opening) => (Members, Opening) = (members, opening);

    public ImmutableArray<Member> Members { get; }
    public Opening? Opening { get; }

    public static Gen<UnitScenario> Any(Measure measure, bool withOpening) => Gen.Select(
        Gen.Select(Gen.Int[3, 4], Gen.Int[0, 77], Gen.Int[0, 1]).List[0, 8], Gen.Int[3, 4], Gen.Int[0, 77], Gen.Bool,
        (steps, department, day, listed) => new UnitScenario(
            [.. steps.Select((step, at) => new Member(Party, 1, Basis.Reported, step.Item1, Day(step.Item2), measure switch
            {
                Measure.InForce => step.Item3,
                Measure.SumOncePer => at,
                _ => 0,
            })).Distinct()],
            withOpening ? new(department, Day(day), 0, listed ? FrozenSet.Create(Party) : []) : null));

    /// <summary>The sum of cells as a window of whole months takes them.</summary>
    public decimal Between(Measure measure, int department, Month from, Month until)
    {
        var within = Cells(measure).Where(cell => cell.Cell.Department == department && cell.Cell.Month >= from.Number && cell.Cell.Month <= until.Number).ToList();
        return within.Where(cell => cell.Cell.Previous == Cell.Any).Sum(cell => cell.Value)
            - within.Where(cell => cell.Cell.Previous >= from.Number && cell.Cell.Previous != Cell.Opening).Sum(cell => cell.Value);
    }

    public decimal Until(Measure measure, int department, Month until) =>
        Cells(measure).Where(cell => cell.Cell.Department == department && cell.Cell.Month <= until.Number && cell.Cell.Previous is Cell.None or Cell.Opening)
            .Sum(cell => cell.Value);

    public IEnumerable<int> OwnDepartments(int department) => Sections.Where(section => Above[section].Contains(department));

    /// <summary>Whatever amount: it tells which entry gave it.</summary>
    public static decimal Amount(Member member) => member.No + 1;

    /// <summary>What was said last at a section by a month's end: of one day an ending follows a beginning, and an opening balance both.</summary>
    public bool Stands(int section, Month until) => Members.Where(member => member.Department == section)
        .Select(member => (member.Day, Order: member.No, Stands: member.No == Member.Began))
        .Concat(Opening is { } o && o.Department == section ? [(o.On, 2L, o.Units.Contains(Party))] : [])
        .Where(step => step.Item1 <= until.LastDay).OrderBy(step => step.Item1).ThenBy(step => step.Item2).LastOrDefault().Item3;

    /// <summary>Every ninth day, so that much falls on one day.</summary>
    private static DateOnly Day(int ninth) => new DateOnly(2021, 1, 1).AddDays(9 * ninth);

    private List<(Cell Cell, decimal Value)> Cells(Measure measure)
    {
        var definitions = Opening is { } opening
            ? Definitions.Empty with { OpeningBalances = [new("m", $"d{opening.Department}", opening.On, 0, [.. opening.Units])] }
            : Definitions.Empty;
        var tree = DepartmentTree.Empty with { ByCode = Sections.ToImmutableDictionary(n => $"d{n}", n => new Department(n, $"d{n}", "", "", [], null, null)) };
        var cells = new List<(Cell, decimal)>();
        UnitCells.Of(
            new(1, 1, new("m", "", "", 1, 0, null, [], [], Filter.None, null, null), measure), Basis.Reported,
            [.. Members.Select(member => (member, new Held(1, Amount(member))))], [Party], Openings.Of("m", definitions, tree),
            department => Above[department], (cell, value) => cells.Add((cell, value)));
        return cells;
    }
}
