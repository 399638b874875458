using CsCheck;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>P11 over random trees and roles, against the plainest way to say the same: go down from each grant.</summary>
public class RightsTests
{
    private static readonly Gen<DepartmentTree> Trees = Gen.Int[0, 1000].Array[1, 14].Select(parents => parents.Select((parent, at) =>
        (object)new DepartmentOpened($"d{at}", $"{at}", "level", [], at == 0 ? null : $"d{parent % at}")).Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve));

    private static readonly Gen<Grant[]> Grants = Gen.Select(Gen.Enum<Role>(), Gen.Int[-1, 13], (role, at) => new Grant(role, at < 0 ? Grant.Everywhere : $"d{at}")).Array[0, 4];

    private static readonly Gen<Kind> Kinds = Gen.Enum<Role>().Array[0, 2].Select(readers => new Kind("k", "类", 1, [], Approval.Above, [.. readers.Distinct()]));

    [Fact]
    public void P11_An_act_is_allowed_on_exactly_the_departments_below_a_grant_whose_role_takes_it() =>
        Gen.Select(Trees, Grants, Gen.Enum<Act>(), Kinds).Sample((tree, grants, act, kind) =>
        {
            var rights = new Rights([.. grants], Scope.Session);
            bool Holds(Func<Grant, bool> role, string department) => grants.Any(grant => role(grant) && Below(tree, grant.Department).Contains(department));
            foreach (var department in tree.ByCode.Keys)
            {
                rights.Allows(act, department, tree).ShouldBe(Holds(grant => act.TakenBy(grant.Role), department));
                var named = kind.Readers.IsEmpty || Holds(grant => kind.Readers.Contains(grant.Role), department);
                var takes = act.Reads() && kind.IsInternal ? Holds(grant => act.TakenBy(grant.Role) && kind.Readers.Contains(grant.Role), department) : Holds(grant => act.TakenBy(grant.Role), department);
                rights.Allows(act, department, tree, kind).ShouldBe(named && takes);
            }

            rights.Reach(act, tree).Select(department => department.Code).Order().ShouldBe(tree.ByCode.Keys.Where(code => rights.Allows(act, code, tree)).Order());
            if (rights.ReachesAll(act, tree, kind))
            {
                tree.ByCode.Keys.ShouldAllBe(code => rights.Allows(act, code, tree, kind));
            }
        });

    [Fact]
    public void P11_A_token_never_does_more_than_its_user() =>
        Gen.Select(Trees, Grants, Gen.Enum<Act>(), Gen.Enum<Scope>()).Sample((tree, grants, act, scope) =>
            tree.ByCode.Keys.Where(code => new Rights([.. grants], scope).Allows(act, code, tree)).Except(tree.ByCode.Keys.Where(code => new Rights([.. grants], Scope.Session).Allows(act, code, tree))).ShouldBeEmpty());

    [Fact]
    public void P11_No_token_manages_accounts_whatever_its_scope()
    {
        var tree = DepartmentTree.Evolve(DepartmentTree.Empty, new DepartmentOpened("d", "市", "city", [], null));
        foreach (var scope in Enum.GetValues<Scope>())
        {
            var rights = Rights.OfTheProgram with { Scope = scope };
            (rights.Allows(Act.ManageAccounts, "d", tree) || rights.Allows(Act.ManageAccounts, tree) || rights.ReachesAll(Act.ManageAccounts, tree)).ShouldBe(scope == Scope.Session, scope.ToString());
        }
    }

    [Theory]
    [InlineData(Act.Report)]
    [InlineData(Act.Review)]
    [InlineData(Act.ChangeCatalog)]
    [InlineData(Act.ManageAccounts)]
    [InlineData(Act.RegisterParty)]
    public void A_reading_token_changes_nothing(Act act)
    {
        var tree = DepartmentTree.Evolve(DepartmentTree.Empty, new DepartmentOpened("d", "市", "city", [], null));
        (Rights.OfTheProgram with { Scope = Scope.Read }).Allows(act, "d", tree).ShouldBeFalse();
        Rights.OfTheProgram.Allows(act, "d", tree).ShouldBeTrue();
    }

    [Fact]
    public void What_all_departments_share_is_changed_from_the_root_only()
    {
        var tree = new object[] { new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("county", "县", "county", [], "city") }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);
        foreach (var act in Acts.All.Where(Acts.IsOfAll))
        {
            var role = Enum.GetValues<Role>().First(role => act.TakenBy(role));
            new Rights([new(role, "county")], Scope.Session).Allows(act, tree).ShouldBeFalse();
            new Rights([new(role, "city")], Scope.Session).Allows(act, tree).ShouldBeTrue();
            new Rights([new(role, Grant.Everywhere)], Scope.Session).Allows(act, DepartmentTree.Empty).ShouldBeTrue();
        }
    }

    private static HashSet<string> Below(DepartmentTree tree, string department)
    {
        var found = department == Grant.Everywhere ? [.. tree.ByCode.Keys] : tree.Find(department) is null ? new HashSet<string>() : [department];
        for (var before = -1; before < found.Count;)
        {
            before = found.Count;
            found.UnionWith(tree.ByCode.Values.Where(one => one.Parent is not null && found.Contains(one.Parent)).Select(one => one.Code).ToList());
        }

        return found;
    }
}
