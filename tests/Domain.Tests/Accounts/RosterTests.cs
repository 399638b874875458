using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>Who may be given which role, and by whom.</summary>
public class RosterTests
{
    private static readonly Guid Anna = new("11111111-1111-4111-8111-111111111111");
    private static readonly Guid Bo = new("22222222-2222-4222-8222-222222222222");
    private static readonly Guid Chen = new("33333333-3333-4333-8333-333333333333");

    private static readonly DepartmentTree Tree = new object[] { new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("county", "县", "county", [], "city") }
        .Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    [Fact]
    public void The_second_administrator_is_granted_by_the_first_alone_and_the_third_by_two()
    {
        var one = Roster(new RoleGranted(Anna, Role.Administrator, "*"));
        var two = Taken(Grant(Bo, Role.Administrator, "*", Anna, one), one);
        two.Administrators.Count().ShouldBe(2);
        var proposed = Taken(Grant(Chen, Role.Administrator, "*", Anna, two), two);
        proposed.Find(Chen)!.Grants.ShouldBeEmpty();
        Code(Grant(Chen, Role.Administrator, "*", Anna, proposed)).ShouldBe("second-administrator-wanted");
        Taken(Grant(Chen, Role.Administrator, "*", Bo, proposed), proposed).Find(Chen)!.Holds(Role.Administrator).ShouldBeTrue();
    }

    [Fact]
    public void Administrator_and_auditor_exclude_each_other()
    {
        var roster = Roster(new RoleGranted(Anna, Role.Administrator, "*"), new RoleGranted(Bo, Role.Auditor, "*"));
        Code(Grant(Anna, Role.Auditor, "city", Anna, roster)).ShouldBe("roles-exclude-each-other");
        Code(Grant(Bo, Role.Administrator, "county", Anna, roster)).ShouldBe("roles-exclude-each-other");
    }

    [Fact]
    public void Nobody_gives_more_than_they_administer()
    {
        var roster = Roster(new RoleGranted(Anna, Role.Administrator, "county"), new RoleGranted(Bo, Role.Reporter, "city"));
        Code(Grant(Chen, Role.Reporter, "city", Anna, roster)).ShouldBe("content-invalid");
        Code(Grant(Chen, Role.Reporter, "*", Anna, roster)).ShouldBe("content-invalid");
        Code(Grant(Chen, Role.Reporter, "nowhere", Anna, roster)).ShouldBe("content-invalid");
        Taken(Grant(Chen, Role.Reporter, "county", Anna, roster), roster).Find(Chen)!.Holds(Role.Reporter).ShouldBeTrue();
        Code(DisableAccount.Decide(new(Bo, true), By(Anna, roster), roster, Tree)).ShouldBe("account-unknown");
        Code(RevokeRole.Decide(new(Bo, Role.Reporter, "city"), By(Anna, roster), roster, Tree)).ShouldBe("account-unknown");
    }

    [Fact]
    public void A_user_of_elsewhere_is_as_unknown_as_none_to_who_gives_and_takes_roles()
    {
        var roster = Roster(new RoleGranted(Anna, Role.Administrator, "county"), new RoleGranted(Bo, Role.Reporter, "city"));
        Code(Grant(Bo, Role.Leader, "county", Anna, roster)).ShouldBe("account-unknown", "it would keep those of the city from disabling them");
        Code(RevokeRole.Decide(new(Bo, Role.Leader, "county"), By(Anna, roster), roster, Tree)).ShouldBe("account-unknown");
        var here = After(roster, new RoleGranted(Bo, Role.Reporter, "county"));
        Taken(Grant(Bo, Role.Leader, "county", Anna, here), here).Find(Bo)!.Holds(Role.Leader).ShouldBeTrue();
        Taken(RevokeRole.Decide(new(Bo, Role.Reporter, "county"), By(Anna, here), here, Tree), here).Find(Bo)!.Grants.ShouldBe([new(Role.Reporter, "city")]);
    }

    [Fact]
    public void Who_has_no_role_yet_or_is_to_have_a_wider_one_is_not_for_a_county_s_administrator_but_their_opener()
    {
        var dan = new Guid("44444444-4444-4444-8444-444444444444");
        var roster = Roster(new RoleGranted(Anna, Role.Administrator, "county"), new RoleGranted(Bo, Role.Reporter, "county"), new AdministratorProposed(Bo, "city", "local"));
        bool Administers(Guid user, Roster all) => all.Administers(By(Anna, all), all.Find(user)!, Tree);
        Administers(Chen, roster).ShouldBeTrue("she opened the account");
        roster = After(roster, new AccountOpened(dan, "dan", "bo"));
        Administers(dan, roster).ShouldBeFalse("their password would be known before their role is");
        Administers(Bo, roster).ShouldBeFalse();
        Administers(Bo, After(roster, new RoleRevoked(Bo, Role.Administrator, "city"))).ShouldBeTrue();
        Administers(dan, After(roster, new RoleRevoked(Anna, Role.Administrator, "county"), new RoleGranted(Anna, Role.Administrator, "city"))).ShouldBeTrue();
    }

    [Fact]
    public void The_last_administrator_of_everything_stays()
    {
        var roster = Roster(new RoleGranted(Anna, Role.Administrator, "*"), new RoleGranted(Bo, Role.Administrator, "county"));
        Code(RevokeRole.Decide(new(Anna, Role.Administrator, "*"), By(Anna, roster), roster, Tree)).ShouldBe("last-administrator");
        Code(DisableAccount.Decide(new(Anna, true), By(Anna, roster), roster, Tree)).ShouldBe("last-administrator");
    }

    [Fact]
    public void A_disabled_user_has_no_right_and_gets_them_back()
    {
        var roster = Roster(new RoleGranted(Bo, Role.Leader, "city"), new AccountDisabled(Bo));
        roster.RightsOf(By(Bo, roster)).ShouldBe(Rights.None);
        var enabled = After(roster, new AccountEnabled(Bo));
        enabled.RightsOf(By(Bo, enabled)).Allows(Act.ReadTotals, "county", Tree).ShouldBeTrue();
    }

    [Theory]
    [InlineData("local", "account-exists")]
    [InlineData("Sample", "account-exists")]
    [InlineData("BO", "account-exists")]
    [InlineData("a", "content-invalid")]
    [InlineData("a b", "content-invalid")]
    [InlineData(".ann", "content-invalid")]
    [InlineData("аnna", "content-invalid")]
    [InlineData("ａnna", "content-invalid")]
    [InlineData("annaΑ", "content-invalid")]
    [InlineData("anna２", "content-invalid")]
    [InlineData("ﬁona", "content-invalid")]
    [InlineData("李⼥", "content-invalid")]
    public void A_name_belongs_to_one_for_ever(string name, string refused) => Code(OpenAccount.Decide(new(Guid.Empty, name), Actor.Local, Roster())).ShouldBe(refused);

    [Theory]
    [InlineData("li.na-2")]
    [InlineData("李娜")]
    [InlineData("李na_2")]
    [InlineData("𠮷田")]
    public void A_name_is_of_letters_that_look_like_no_others(string name) => OpenAccount.Decide(new(Guid.Empty, name), Actor.Local, Roster()).ShouldBeOfType<Decision.Accepted>();

    private static Roster Roster(params object[] events) =>
        After(new object[] { new AccountOpened(Anna, "anna"), new AccountOpened(Bo, "bo"), new AccountOpened(Chen, "chen", "anna") }.Aggregate(Domain.Accounts.Roster.Empty, Domain.Accounts.Roster.Evolve), events);

    private static Roster After(Roster roster, params object[] events) => events.Aggregate(roster, Domain.Accounts.Roster.Evolve);

    private static Roster Taken(Decision decision, Roster roster) => After(roster, [.. decision.ShouldBeOfType<Decision.Accepted>().Events]);

    private static string Code(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Reason.Code;

    private static Decision Grant(Guid account, Role role, string department, Guid by, Roster roster) => GrantRole.Decide(new(account, role, department), By(by, roster), roster, Tree);

    private static Actor By(Guid account, Roster roster) => new(roster.Find(account)!.Name, account);
}
