using WorkTracker.Domain.Accounts;
using static WorkTracker.Domain.Tests.Accounts.TwoAdministrators;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>What waits for a second word is seen, taken back, refused, and lapses.</summary>
public class WithdrawChangeTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>anna wants chen disabled, and dora to be administrator of the county.</summary>
    private static Roster Asked => With(
        With(Two, new RoleGranted(Id("dora"), Role.Leader, "county")),
        new AdministratorChangeProposed(Id("chen"), AdministratorChange.Disabling, "", "anna"), new AdministratorProposed(Id("dora"), "county", "anna"));

    private static WithdrawChange Disabling => new(Id("chen"), AdministratorChange.Disabling, "", "anna");

    [Theory]
    [InlineData("anna", "takes back")]
    [InlineData("bo", "confirms, refuses")]
    [InlineData("local", "confirms, refuses")]
    [InlineData("chen", "confirms", "about oneself one's own word is enough, but chen would stay for ever")]
    [InlineData("dora", null)]
    public void What_waits_is_seen_by_who_may_do_something_about_it(string by, string? may, string? why = null) =>
        Seen(by, Asked, AdministratorChange.Disabling).ShouldBe(may, why);

    [Theory]
    [InlineData("anna", "takes back")]
    [InlineData("bo", "confirms, refuses")]
    [InlineData("chen", "confirms, refuses")]
    [InlineData("dora", null)]
    public void So_is_a_grant_by_the_administrators_of_the_department(string by, string? may) => Seen(by, Asked, AdministratorChange.Grant).ShouldBe(may);

    [Theory]
    [InlineData("anna")]
    [InlineData("bo")]
    [InlineData("local")]
    public void Its_giver_takes_it_back_and_whoever_might_confirm_refuses_it_and_then_it_is_as_if_never_asked(string by)
    {
        var withdrawn = Decided(Disabling, by, Asked);
        withdrawn.Events.ShouldBe([new AdministratorChangeWithdrawn(Id("chen"), AdministratorChange.Disabling, "", "anna", by)]);
        var left = Taken(Asked, withdrawn);
        left.Find("chen")!.Waiting.ShouldBeEmpty();
        left.Find("dora")!.Proposed.ShouldBe(["county"], "the other goes on waiting");
        Code(WithdrawChange.Decide(Disabling, By(by), left, Tree)).ShouldBe("nothing-waits");
        Disable("chen", "bo", left).ShouldBeOfType<AdministratorChangeProposed>("a first word again").By.ShouldBe("bo");
    }

    [Fact]
    public void Whom_it_is_about_does_not_refuse_it_else_nobody_could_be_removed()
    {
        Code(WithdrawChange.Decide(Disabling, By("chen"), Asked, Tree)).ShouldBe("not-allowed");
        var bo = With(Two, new AdministratorChangeProposed(Id("bo"), AdministratorChange.NewPassword, "", "anna"));
        Seen("bo", bo, AdministratorChange.NewPassword).ShouldBe("");
        Code(WithdrawChange.Decide(new(Id("bo"), AdministratorChange.NewPassword, "", "anna"), By("bo"), bo, Tree)).ShouldBe("not-allowed");
    }

    [Fact]
    public void Nobody_withdraws_what_somebody_else_has_asked_for_meanwhile_nor_what_they_cannot_see()
    {
        Code(WithdrawChange.Decide(Disabling with { AskedBy = "bo" }, By("bo"), Asked, Tree)).ShouldBe("nothing-waits");
        Code(WithdrawChange.Decide(Disabling with { Change = AdministratorChange.NewPassword }, By("bo"), Asked, Tree)).ShouldBe("nothing-waits");
        Code(WithdrawChange.Decide(Disabling with { Account = Id("nobody") }, By("bo"), Asked, Tree)).ShouldBe("account-unknown");
        var city = With(Asked, new AdministratorChangeProposed(Id("bo"), AdministratorChange.Disabling, "", "anna"));
        Seen("chen", city, AdministratorChange.NewPassword).ShouldBeNull();
        Code(WithdrawChange.Decide(Disabling with { Account = Id("bo") }, By("chen"), city, Tree)).ShouldBe("account-unknown", "bo is not a county's");
        var wider = With(Asked, new AdministratorProposed(Id("dora"), "city", "anna"));
        WaitingChange.SeenBy(By("chen"), wider, Tree).Select(waiting => waiting.First.Department).ShouldBe(["", "county"], ignoreOrder: true);
        Code(WithdrawChange.Decide(new(Id("dora"), AdministratorChange.Grant, "city", "anna"), By("chen"), wider, Tree)).ShouldBe("nothing-waits", "chen knows dora, but not what the city wants of her");
    }

    [Fact]
    public void Revoking_a_role_that_only_waits_takes_the_grant_back() =>
        RevokeRole.Decide(new(Id("dora"), Role.Administrator, "county"), By("bo"), Asked, Tree).ShouldBeOfType<Decision.Accepted>().Events
            .ShouldBe([new AdministratorChangeWithdrawn(Id("dora"), AdministratorChange.Grant, "county", "anna", "bo")]);

    [Fact]
    public void A_first_word_lapses_and_the_second_is_a_first_again()
    {
        var asked = Roster.Evolve(Two, new AdministratorChangeProposed(Id("chen"), AdministratorChange.Disabling, "", "anna"), Monday);
        Disable("chen", "bo", asked.WithoutWordsUntil(Monday.AddTicks(-1))).ShouldBeOfType<AccountDisabled>();
        var lapsed = asked.WithoutWordsUntil(Monday);
        Seen("bo", lapsed, AdministratorChange.Disabling).ShouldBeNull();
        Code(WithdrawChange.Decide(Disabling, By("anna"), lapsed, Tree)).ShouldBe("nothing-waits");
        var again = Roster.Evolve(asked, Disable("chen", "bo", lapsed), Monday.AddDays(7));
        again.Find("chen")!.Waiting.ShouldBe([new FirstWord(AdministratorChange.Disabling, "", "bo", Monday.AddDays(7))]);
        Disable("chen", "anna", again.WithoutWordsUntil(Monday)).ShouldBeOfType<AccountDisabled>();
    }

    [Fact]
    public void A_grant_that_lapsed_concerns_nobody()
    {
        var fresh = With(Two, new AccountOpened(Id("eve"), "eve", "chen"));
        var asked = Roster.Evolve(fresh, new AdministratorProposed(Id("eve"), "*", "anna"), Monday);
        asked.Administers(By("chen"), asked.Find("eve")!, Tree).ShouldBeFalse();
        var lapsed = asked.WithoutWordsUntil(Monday);
        lapsed.Administers(By("chen"), lapsed.Find("eve")!, Tree).ShouldBeTrue("its opener's again");
        GrantRole.Decide(new(Id("eve"), Role.Auditor, "*"), By("anna"), lapsed, Tree).ShouldBeOfType<Decision.Accepted>();
    }

    [Fact]
    public void The_word_of_who_has_lost_the_rights_or_is_disabled_is_none_but_can_be_cleared_away()
    {
        foreach (var gone in new object[] { new AccountDisabled(Id("anna")), new RoleRevoked(Id("anna"), Role.Administrator, "*") })
        {
            var left = With(Asked, gone);
            Disable("chen", "bo", left).ShouldBeOfType<AdministratorChangeProposed>().By.ShouldBe("bo");
            Seen("bo", left, AdministratorChange.Disabling).ShouldBe("refuses");
            Seen("chen", left, AdministratorChange.Grant).ShouldBe("refuses");
            Decided(Disabling, "bo", left).Events.ShouldHaveSingleItem();
        }
    }

    private static object Disable(string whom, string by, Roster roster) => DisableAccount.Decide(new(Id(whom), true), By(by), roster, Tree).ShouldBeOfType<Decision.Accepted>().Events.ShouldHaveSingleItem();

    private static Decision.Accepted Decided(WithdrawChange withdraw, string by, Roster roster) => WithdrawChange.Decide(withdraw, By(by), roster, Tree).ShouldBeOfType<Decision.Accepted>();

    /// <summary>Null where it is not seen.</summary>
    private static string? Seen(string by, Roster roster, AdministratorChange change) => WaitingChange.SeenBy(By(by), roster, Tree).SingleOrDefault(waiting => waiting.First.Change == change) is { } seen
        ? string.Join(", ", new[] { seen.MayConfirm ? "confirms" : "", seen.MayRefuse ? "refuses" : "", seen.MayTakeBack ? "takes back" : "" }.Where(may => may.Length > 0))
        : null;
}
