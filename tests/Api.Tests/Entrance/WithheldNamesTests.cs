using WorkTracker.Api.Entrance;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>Which names of a refusal are there and not theirs.</summary>
public sealed class WithheldNamesTests
{
    private static readonly Sight OfTheCounty = new(
        new([new(Role.Leader, TestCatalog.County)], Scope.Session),
        Definitions.Empty,
        new object[] { new DepartmentOpened(TestCatalog.City, "示例市", "city", [], null), new DepartmentOpened(TestCatalog.County, "甲县", "county", [], TestCatalog.City), new DepartmentOpened(TestCatalog.OtherCounty, "乙县", "county", [], TestCatalog.City) }
            .Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve));

    [Fact]
    public void Ones_own_department_that_was_not_there_at_an_earlier_position_is_not_withheld() =>
        Withheld.In([new("department-unknown", "department", TestCatalog.County), new("department-unknown", "department", TestCatalog.OtherCounty)], OfTheCounty).ShouldBe([TestCatalog.OtherCounty]);

    [Fact]
    public void A_figure_of_a_file_tells_the_department_that_it_asks_for() =>
        Withheld.In([new("figure-unknown", "figures.a", "数据点", "some.metric", TestCatalog.OtherCounty)], OfTheCounty).ShouldBe([TestCatalog.OtherCounty]);

    [Fact]
    public void Of_an_id_nobody_can_tell_whether_it_was_mistyped_so_it_is_told_without_what_was_typed_around_it() =>
        Withheld.In([new("party-unknown", "into", "  {7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11} "), new("party-unknown", "into", "no id")], OfTheCounty).ShouldBe(["7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11"]);

    [Fact]
    public void Other_faults_name_nothing_that_is_withheld() =>
        Withheld.In([new("window-missing", "window"), new("field-unknown", "fields.x", TestCatalog.OtherCounty)], OfTheCounty).ShouldBeEmpty();
}
