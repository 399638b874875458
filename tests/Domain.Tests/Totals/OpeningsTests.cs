using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Domain.Tests.Totals;

public class OpeningsTests
{
    private static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("suxian", "区", "county", [], "city"),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    private static readonly Definitions Balances = new object[]
    {
        new OpeningBalanceSet("villages", "suxian", new(2021, 12, 31), 7, []),
        new OpeningBalanceSet("villages", "suxian", new(2020, 12, 31), 3, []),
        new OpeningBalanceSet("villages", "suxian", new(2021, 12, 31), 8, []),
        new OpeningBalanceSet("other", "city", new(2021, 12, 31), 1, []),
    }.Aggregate(Definitions.Empty, Definitions.Evolve);

    private readonly Openings openings = Openings.Of("villages", Balances, Tree);

    [Fact]
    public void A_later_balance_of_the_same_day_replaces_the_first() => openings.At(2).Select(opening => opening.Value).ShouldBe([3, 8]);

    [Fact]
    public void A_metric_has_only_its_own() => openings.At(1).ShouldBeEmpty();

    [Theory]
    [InlineData("2020-12-31", 3)]
    [InlineData("2021-01-01", 8)]
    [InlineData("2021-12-31", 8)]
    public void An_entry_is_part_of_the_first_balance_from_its_day_on(string day, int value) =>
        openings.Covering(2, DateOnly.ParseExact(day, "yyyy-MM-dd")).ShouldNotBeNull().Value.ShouldBe(value);

    [Fact]
    public void An_entry_after_all_of_them_counts_beside_them() => openings.Covering(2, new(2022, 1, 1)).ShouldBeNull();

    [Fact]
    public void No_balances_are_none() => Openings.Of("nothing", Balances, Tree).IsEmpty.ShouldBeTrue();
}
