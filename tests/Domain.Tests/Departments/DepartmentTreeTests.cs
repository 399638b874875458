using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Tests.Departments;

public class DepartmentTreeTests
{
    private static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened("city", "市委统战部", "city", ["统战系统"], null), new DepartmentOpened("suxian", "示例区", "county", [], "city"),
        new DepartmentOpened("section", "示例科", "section", [], "suxian"), new DepartmentOpened("office", "市工商联", "office", ["市直"], "city"),
        new DepartmentRenamed("suxian", "示例新区"), new DepartmentReclassified("office", "county", ["统战系统"]), new DepartmentClosed("section", new(2022, 6, 30)),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    [Fact]
    public void A_departments_number_is_that_of_its_opening() => Tree.ByCode.Values.OrderBy(d => d.Number).Select(d => (d.Number, d.Code)).ShouldBe([(1, "city"), (2, "suxian"), (3, "section"), (4, "office")]);

    [Fact]
    public void What_changes_keeps_its_number_and_place()
    {
        Tree.Find("suxian").ShouldNotBeNull().Name.ShouldBe("示例新区");
        Tree.Find("office").ShouldNotBeNull().ShouldSatisfyAllConditions(d => d.Level.ShouldBe("county"), d => d.Tags.ShouldBe(["统战系统"]), d => d.Parent.ShouldBe("city"));
        Tree.Find("section").ShouldNotBeNull().ClosedOn.ShouldBe(new DateOnly(2022, 6, 30));
    }

    [Fact]
    public void Ancestors_come_from_below() => Tree.SelfAndAncestors("section").Select(d => d.Code).ShouldBe(["section", "suxian", "city"]);

    [Fact]
    public void A_subtree_holds_the_department_and_all_below_it()
    {
        Tree.Subtree("suxian").Select(d => d.Code).ShouldBe(["suxian", "section"], ignoreOrder: true);
        Tree.Subtree("city").Count().ShouldBe(4);
        Tree.Children("city").Select(d => d.Code).ShouldBe(["suxian", "office"], ignoreOrder: true);
    }

    [Fact]
    public void The_root_has_nothing_above_it() => Tree.Root.ShouldNotBeNull().Code.ShouldBe("city");

    [Fact]
    public void Nobody_is_above_or_below_what_is_not_there()
    {
        Tree.SelfAndAncestors("nobody").ShouldBeEmpty();
        Tree.Subtree("nobody").ShouldBeEmpty();
    }
}
