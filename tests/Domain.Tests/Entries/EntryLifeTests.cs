using WorkTracker.Domain.Entries;
using static WorkTracker.Domain.Tests.Entries.EntryScenario;

namespace WorkTracker.Domain.Tests.Entries;

/// <summary>What counts as reported and as approved, after whatever happened.</summary>
public class EntryLifeTests
{
    [Fact]
    public void A_reported_entry_counts_as_reported() => Given(Reported(1)).ThenCounts(reported: Content(1), approved: null);

    [Fact]
    public void An_approved_entry_counts_on_both() => Given(Reported(1), new EntryApproved()).ThenCounts(Content(1), Content(1));

    [Fact]
    public void The_approved_content_goes_on_counting_while_a_correction_waits() =>
        Given(Reported(1), new EntryApproved(), Corrected(2)).ThenCounts(Content(2), Content(1));

    [Fact]
    public void A_returned_entry_is_out_where_nothing_was_approved() => Given(Reported(1), new EntryReturned("why")).ThenCounts(null, null);

    [Fact]
    public void A_returned_correction_falls_back_to_the_approved_content() =>
        Given(Reported(1), new EntryApproved(), Corrected(2), new EntryReturned("why")).ThenCounts(Content(1), Content(1));

    [Fact]
    public void What_is_submitted_again_counts_again() => Given(Reported(1), new EntryReturned("why"), Corrected(3)).ThenCounts(Content(3), null);

    [Fact]
    public void What_was_never_approved_is_withdrawn_at_once()
    {
        Given(Reported(1), new EntryWithdrawn("why")).ThenCounts(null, null);
        Given(Reported(1), new EntryWithdrawn("why")).ThenIs(EntryStatus.Withdrawn);
    }

    [Fact]
    public void An_approved_entrys_withdrawal_counts_as_approved_only_when_accepted()
    {
        Given(Reported(1), new EntryApproved(), new EntryWithdrawn("why")).ThenCounts(null, Content(1));
        Given(Reported(1), new EntryApproved(), new EntryWithdrawn("why"), new WithdrawalAccepted()).ThenCounts(null, null);
    }

    [Fact]
    public void A_withdrawal_that_is_not_accepted_leaves_the_entry_as_it_was()
    {
        Given(Reported(1), new EntryApproved(), new EntryWithdrawn("why"), new EntryReturned("why")).ThenIs(EntryStatus.Approved);
        Given(Reported(1), new EntryApproved(), new EntryWithdrawn("why"), new EntryReturned("why")).ThenCounts(Content(1), Content(1));
    }

    [Fact]
    public void A_refused_withdrawal_of_an_unapproved_correction_waits_for_another_correction()
    {
        var history = new object[] { Reported(1), new EntryApproved(), Corrected(2), new EntryWithdrawn("why"), new EntryReturned("why") };
        Given(history).ThenIs(EntryStatus.Returned);
        Given(history).ThenCounts(Content(1), Content(1));
    }

    [Fact]
    public void Contents_are_equal_by_what_they_say() => Content(1.0m).ShouldBe(Content(1.00m));

    [Fact]
    public void Evolving_is_total() => Entry.Evolve(null, new EntryApproved()).ShouldBeNull();
}
