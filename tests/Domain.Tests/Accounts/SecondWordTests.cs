using CsCheck;
using WorkTracker.Domain.Accounts;
using static WorkTracker.Domain.Tests.Accounts.TwoAdministrators;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>Nobody alone makes an administrator, or takes one over, where another administrator covers as much: by whatever way.</summary>
public class SecondWordTests
{
    private static readonly string[] Departments = ["*", "city", "county", "other"];

    [Theory]
    [InlineData("bo")]
    [InlineData("chen")]
    public void Another_administrator_is_given_a_password_disabled_or_revoked_by_two(string whom)
    {
        var two = Two;
        foreach (var (ask, done) in Against(whom))
        {
            var asked = Taken(two, ask(By("anna"), two));
            asked.Find(Id(whom)).ShouldBe(two.Find(Id(whom))! with { Waiting = asked.Find(Id(whom))!.Waiting });
            Code(ask(By("anna"), asked)).ShouldBe("second-administrator-wanted");
            if (whom != "bo")
            {
                ask(By("bo"), asked).ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType(done);
            }
        }
    }

    [Fact]
    public void One_s_own_word_about_oneself_is_enough_but_of_the_password_which_is_changed_by_who_knows_it()
    {
        DisableAccount.Decide(new(Id("bo"), true), By("bo"), Two, Tree).ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new AccountDisabled(Id("bo"))]);
        RevokeRole.Decide(new(Id("bo"), Role.Administrator, "*"), By("bo"), Two, Tree).ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new RoleRevoked(Id("bo"), Role.Administrator, "*")]);
        Code(ResetPassword.Decide(new(Id("bo")), By("bo"), Two, Tree)).ShouldBe("own-password");
    }

    [Fact]
    public void Whoever_once_had_a_peer_makes_no_administrator_alone_when_the_peer_is_gone()
    {
        foreach (var gone in new object[] { new AccountDisabled(Id("bo")), new RoleRevoked(Id("bo"), Role.Administrator, "*") })
        {
            var left = With(Two, gone);
            GrantRole.Decide(new(Id("dora"), Role.Administrator, "*"), By("anna"), left, Tree).ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new AdministratorProposed(Id("dora"), "*", "anna")]);
        }

        DisableAccount.Decide(new(Id("bo"), false), By("anna"), With(Two, new AccountDisabled(Id("bo"))), Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<AdministratorChangeProposed>();
    }

    [Fact]
    public void Whoever_runs_the_program_acts_alone_so_that_nobody_is_locked_out_for_ever()
    {
        var lost = With(Two, new AccountDisabled(Id("bo")));
        Taken(lost, GrantRole.Decide(new(Id("dora"), Role.Administrator, "*"), Actor.Local, lost, Tree)).Find(Id("dora"))!.Holds(Role.Administrator).ShouldBeTrue();
        foreach (var (ask, done) in Against("bo"))
        {
            ask(Actor.Local, Two).ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem().ShouldBeOfType(done);
        }
    }

    [Fact]
    public void An_administrator_of_less_is_no_peer_and_the_only_one_of_everything_goes_on_alone()
    {
        var one = With(Opened, Admin("anna", "*"), Admin("chen", "county"));
        Taken(one, GrantRole.Decide(new(Id("dora"), Role.Administrator, "*"), By("anna"), one, Tree)).Find(Id("dora"))!.Holds(Role.Administrator).ShouldBeTrue();
        GrantRole.Decide(new(Id("chen"), Role.Administrator, "other"), By("anna"), one, Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<RoleGranted>();
        Code(GrantRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("chen"), one, Tree)).ShouldBe("account-unknown");
        var known = With(one, new RoleGranted(Id("dora"), Role.Leader, "county"));
        GrantRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("chen"), known, Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<AdministratorProposed>("the city covers as much as the county");
    }

    [Fact]
    public void A_first_word_counts_no_more_when_its_giver_is_no_administrator_any_more()
    {
        var asked = Taken(Two, GrantRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("chen"), With(Two, new RoleGranted(Id("dora"), Role.Leader, "county")), Tree));
        var revoked = With(asked, new RoleRevoked(Id("chen"), Role.Administrator, "county"));
        GrantRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("anna"), asked, Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<RoleGranted>();
        GrantRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("anna"), revoked, Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<AdministratorProposed>();
    }

    [Fact]
    public void An_account_without_roles_is_its_opener_s_and_a_proposed_one_theirs_who_cover_the_proposal()
    {
        var fresh = With(Two, new AccountOpened(Id("eve"), "eve", "chen"), new AccountOpened(Id("fay"), "fay", "bo"));
        fresh.Administers(By("chen"), fresh.Find("eve")!, Tree).ShouldBeTrue();
        fresh.Administers(By("chen"), fresh.Find("fay")!, Tree).ShouldBeFalse();
        fresh.Administers(By("anna"), fresh.Find("fay")!, Tree).ShouldBeTrue();
        foreach (var refused in new[]
        {
            DisableAccount.Decide(new(Id("fay"), true), By("chen"), fresh, Tree), ResetPassword.Decide(new(Id("fay")), By("chen"), fresh, Tree),
            GrantRole.Decide(new(Id("fay"), Role.Leader, "county"), By("chen"), fresh, Tree),
        })
        {
            Code(refused).ShouldBe("account-unknown");
        }

        var proposed = With(fresh, new AdministratorProposed(Id("eve"), "*", "anna"));
        Code(ResetPassword.Decide(new(Id("eve")), By("chen"), proposed, Tree)).ShouldBe("account-unknown", "its opener is a county's");
        ResetPassword.Decide(new(Id("eve")), By("anna"), proposed, Tree).ShouldBeOfType<Decision.Accepted>().Events[0].ShouldBeOfType<AdministratorChangeProposed>();
    }

    /// <summary>Whatever one administrator does in whatever order, there is no administrator more, nor one whose password somebody else has.</summary>
    [Fact]
    public void P11_One_administrator_alone_never_makes_another() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<Role>(), Gen.Enum<AdministratorChange>()).Array[1, 25].Sample(steps =>
        {
            var roster = Two;
            foreach (var (step, whom, where, role, change) in steps)
            {
                var (account, department, by) = (Id(Names[whom]), Departments[where], By("anna"));
                var decision = step switch
                {
                    6 => WithdrawChange.Decide(new(account, change, change is AdministratorChange.Grant or AdministratorChange.Revocation ? department : "", "anna"), by, roster, Tree),
                    7 => Lapsed(out roster, roster),
                    0 => GrantRole.Decide(new(account, role, department), by, roster, Tree),
                    1 => GrantRole.Decide(new(account, Role.Administrator, department), by, roster, Tree),
                    2 => RevokeRole.Decide(new(account, Role.Administrator, department), by, roster, Tree),
                    3 => ResetPassword.Decide(new(account), by, roster, Tree),
                    _ => DisableAccount.Decide(new(account, step == 4), by, roster, Tree),
                };
                var events = decision is Decision.Accepted accepted ? accepted.Events : [];
                events.ShouldAllBe(@event => !(@event is RoleGranted && ((RoleGranted)@event).Role == Role.Administrator));
                events.ShouldAllBe(@event => !(@event is PasswordReset) || !roster.Find(account)!.Holds(Role.Administrator));
                roster = With(roster, [.. events]);
            }

            roster.Administrators.Select(member => member.Name).ShouldBeSubsetOf(["anna", "bo", "chen"]);
        });

    private static Decision Lapsed(out Roster later, Roster roster)
    {
        later = roster.WithoutWordsUntil(DateTimeOffset.MaxValue);
        return Decision.Accept();
    }

    [Fact]
    public void P11_An_auditor_holds_no_role_that_changes_anything() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Enum<Role>(), Gen.Int[0, 2]).Array[1, 30].Sample(steps =>
        {
            var roster = Two;
            foreach (var (grants, whom, where, role, giver) in steps)
            {
                var (account, by) = (Id(Names[whom]), giver == 2 ? Actor.Local : By(Names[giver]));
                var decision = grants ? GrantRole.Decide(new(account, role, Departments[where]), by, roster, Tree) : RevokeRole.Decide(new(account, role, Departments[where]), by, roster, Tree);
                roster = With(roster, decision is Decision.Accepted accepted ? [.. accepted.Events] : []);
                foreach (var auditor in roster.Members.Values.Where(member => member.Holds(Role.Auditor)))
                {
                    auditor.Proposed.ShouldBeEmpty();
                    var rights = new Rights(auditor.Grants, Scope.Session);
                    Acts.All.Where(act => !act.Reads() && Tree.ByCode.Keys.Any(code => rights.Allows(act, code, Tree))).ShouldBeEmpty();
                }
            }
        });

    private static (Func<Actor, Roster, Decision> Ask, Type Done)[] Against(string whom) =>
    [
        ((by, roster) => ResetPassword.Decide(new(Id(whom)), by, roster, Tree), typeof(PasswordReset)),
        ((by, roster) => DisableAccount.Decide(new(Id(whom), true), by, roster, Tree), typeof(AccountDisabled)),
        ((by, roster) => RevokeRole.Decide(new(Id(whom), Role.Administrator, whom == "chen" ? "county" : "*"), by, roster, Tree), typeof(RoleRevoked)),
    ];
}
