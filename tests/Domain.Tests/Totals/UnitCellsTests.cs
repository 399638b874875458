using CsCheck;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Tests.Totals;

/// <summary>P6: whatever a party did, cells of any window and department add up to whether it counts there.</summary>
public class UnitCellsTests
{
    private static readonly Measure Distinct = new Measure.Distinct(["p"]);
    private static readonly Measure InForce = new Measure.InForce(["p"]);
    private static readonly Measure OncePer = new Measure.SumOncePer("amount", ["p"]);
    private static readonly Gen<Month> Months = Gen.Int[-2, 26].Select(new Month(2021, 1).Plus);
    private static readonly Gen<int> Departments = Gen.Int[1, 4];

    [Fact]
    public void A_party_is_counted_once_in_a_window_where_it_was_active_and_nowhere_else() =>
        Gen.Select(UnitScenario.Any(Distinct, withOpening: false), Departments, Months, Gen.Int[0, 24]).Sample((unit, department, from, more) =>
            unit.Between(Distinct, department, from, from.Plus(more))
                .ShouldBe(Active(unit, department, from.FirstDay, from.Plus(more)).Any() ? 1 : 0), iter: 5000);

    [Fact]
    public void The_earliest_entry_of_a_window_gives_a_partys_amount() =>
        Gen.Select(UnitScenario.Any(OncePer, withOpening: false), Departments, Months, Gen.Int[0, 24]).Sample((unit, department, from, more) =>
            unit.Between(OncePer, department, from, from.Plus(more))
                .ShouldBe(Active(unit, department, from.FirstDay, from.Plus(more)).OrderBy(member => (member.Day, member.No)).Select(UnitScenario.Amount).FirstOrDefault()), iter: 5000);

    [Fact]
    public void A_party_stands_at_a_department_while_it_stands_at_one_below_it() =>
        Gen.Select(Gen.Bool.SelectMany(opening => UnitScenario.Any(InForce, opening)), Departments, Months).Sample((unit, department, until) =>
            unit.Until(InForce, department, until)
                .ShouldBe(unit.OwnDepartments(department).Any(section => unit.Stands(section, until)) ? 1 : 0), iter: 5000);

    [Fact]
    public void Since_the_beginning_an_opening_balance_speaks_for_what_was_before_it() =>
        Gen.Select(UnitScenario.Any(Distinct, withOpening: true), Departments, Months).Sample((unit, department, until) =>
            unit.Until(Distinct, department, until)
                .ShouldBe(unit.OwnDepartments(department).Any(section => unit.Stands(section, until)) ? 1 : 0), iter: 5000);

    [Fact]
    public void An_opening_balance_changes_nothing_in_windows_with_a_beginning() =>
        Gen.Select(UnitScenario.Any(Distinct, withOpening: true), Departments, Months, Gen.Int[0, 24]).Sample((unit, department, from, more) =>
            unit.Between(Distinct, department, from, from.Plus(more))
                .ShouldBe(Active(unit, department, from.FirstDay, from.Plus(more)).Any() ? 1 : 0), iter: 5000);

    private static IEnumerable<Domain.Totals.Member> Active(UnitScenario unit, int department, DateOnly from, Month until) =>
        unit.Members.Where(member => unit.OwnDepartments(department).Contains(member.Department) && member.Day >= from && member.Day <= until.LastDay);
}
