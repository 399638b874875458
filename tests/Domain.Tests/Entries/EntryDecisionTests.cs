using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using static WorkTracker.Domain.Tests.Entries.EntryScenario;

namespace WorkTracker.Domain.Tests.Entries;

public class EntryDecisionTests
{
    private static readonly Guid Id = new("11111111-1111-4111-8111-111111111111");
    private static readonly Kind Kind = new("project-signed", "签约项目", Version: 3, []);

    private static object[] AfterApproval => [Reported(1), new EntryApproved()];
    private static object[] AfterReturn => [Reported(1), new EntryReturned("why")];
    private static object[] AfterWithdrawal => [Reported(1), new EntryWithdrawn("why")];
    private static object[] AfterAskingForWithdrawal => [.. AfterApproval, new EntryWithdrawn("why")];

    [Fact]
    public void A_report_begins_an_entry_under_the_kinds_version() =>
        ReportEntry.Decide(new("suxian", "project-signed", new(null, null, [], []), Import: Id), Kind, Content(1))
            .ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new EntryReported("suxian", "project-signed", 3, Content(1), Id)]);

    [Fact]
    public void What_is_submitted_can_be_approved() => Given(Reported(1)).When(Approve).Then(new EntryApproved());

    [Fact]
    public void What_was_corrected_after_approval_can_be_approved_again() => Given([.. AfterApproval, Corrected(2)]).When(Approve).Then(new EntryApproved());

    [Fact]
    public void Approving_a_withdrawal_that_was_asked_for_accepts_it() => Given(AfterAskingForWithdrawal).When(Approve).Then(new WithdrawalAccepted());

    [Fact]
    public void What_is_approved_is_not_approved_twice() => Given(AfterApproval).When(Approve).ThenRefused("already-approved");

    [Fact]
    public void What_was_returned_waits_for_its_correction() => Given(AfterReturn).When(Approve).ThenRefused("entry-returned");

    [Fact]
    public void What_was_withdrawn_is_not_approved() => Given(AfterWithdrawal).When(Approve).ThenRefused("entry-withdrawn");

    [Fact]
    public void What_is_submitted_can_be_returned() => Given(Reported(1)).When(Return(" 请补充 ")).Then(new EntryReturned("请补充"));

    [Fact]
    public void A_withdrawal_that_was_asked_for_can_be_returned() => Given(AfterAskingForWithdrawal).When(Return("why")).Then(new EntryReturned("why"));

    [Fact]
    public void What_is_approved_is_not_returned() => Given(AfterApproval).When(Return("why")).ThenRefused("already-approved");

    [Fact]
    public void What_was_returned_is_not_returned_again() => Given(AfterReturn).When(Return("why")).ThenRefused("entry-returned");

    [Fact]
    public void What_was_withdrawn_is_not_returned() => Given(AfterWithdrawal).When(Return("why")).ThenRefused("entry-withdrawn");

    [Fact]
    public void A_correction_states_new_content_under_the_kinds_version() =>
        Given(Reported(1)).When(Correct(2, " 金额有误 ")).Then(new EntryCorrected(3, Content(2), "金额有误"));

    [Fact]
    public void A_returned_entry_may_be_submitted_again_as_it_was() => Given(AfterReturn).When(Correct(1)).Then(new EntryCorrected(3, Content(1), "why"));

    [Fact]
    public void An_approved_entry_can_be_corrected() => Given(AfterApproval).When(Correct(2)).Then(new EntryCorrected(3, Content(2), "why"));

    [Fact]
    public void A_correction_that_changes_nothing_is_refused()
    {
        Given(Reported(1)).When(Correct(1)).ThenRefused("nothing-changed");
        Given(AfterApproval).When(Correct(1)).ThenRefused("nothing-changed");
    }

    [Fact]
    public void What_was_withdrawn_is_not_corrected() => Given(AfterWithdrawal).When(Correct(2)).ThenRefused("entry-withdrawn");

    [Fact]
    public void Nothing_is_corrected_while_a_withdrawal_is_pending() => Given(AfterAskingForWithdrawal).When(Correct(2)).ThenRefused("withdrawal-pending");

    [Fact]
    public void An_entry_can_be_withdrawn_in_every_state_but_the_last()
    {
        foreach (var history in new object[][] { [Reported(1)], AfterApproval, AfterReturn })
        {
            Given(history).When(Withdraw(" 重复 ")).Then(new EntryWithdrawn("重复"));
        }
    }

    [Fact]
    public void A_withdrawal_is_asked_for_once() => Given(AfterAskingForWithdrawal).When(Withdraw("why")).ThenRefused("withdrawal-pending");

    [Fact]
    public void What_was_withdrawn_is_not_withdrawn_again()
    {
        Given(AfterWithdrawal).When(Withdraw("why")).ThenRefused("entry-withdrawn");
        Given([.. AfterAskingForWithdrawal, new WithdrawalAccepted()]).When(Withdraw("why")).ThenRefused("entry-withdrawn");
    }

    [Theory]
    [InlineData(null, "reason-missing")]
    [InlineData(" \t", "reason-missing")]
    [InlineData("1001", "text-too-long")]
    [InlineData("a\0b", "text-unreadable")]
    public void A_change_without_a_reason_is_refused(string? given, string fault)
    {
        var reason = (given == "1001" ? new string('x', Reasons.MaxLength + 1) : given)!;
        Given(Reported(1)).When(Correct(2, reason)).ThenRefused("content-invalid", fault, "reason");
        Given(Reported(1)).When(Withdraw(reason)).ThenRefused("content-invalid", fault, "reason");
        Given(Reported(1)).When(Return(reason)).ThenRefused("content-invalid", fault, "comment");
    }

    [Fact]
    public void A_reason_may_be_as_long_as_is_said() =>
        Given(Reported(1)).When(Withdraw(new string('x', Reasons.MaxLength))).Then(new EntryWithdrawn(new string('x', Reasons.MaxLength)));

    private static Decision Approve(Entry entry) => ApproveEntry.Decide(entry, new("reviewer", Approval.Above, IsOwn: true, IsCovering: true, IsAbove: true, ["reporter"], null));

    private static Func<Entry, Decision> Return(string comment) => entry => ReturnEntry.Decide(new(Id, 1, comment), entry);

    private static Func<Entry, Decision> Correct(decimal amount, string reason = "why") =>
        entry => CorrectEntry.Decide(new(Id, 1, new(null, null, [], []), reason), entry, Kind, Content(amount));

    private static Func<Entry, Decision> Withdraw(string reason) => entry => WithdrawEntry.Decide(new(Id, 1, reason), entry);
}
