using System.Collections.Immutable;
using CsCheck;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>Whose approval makes an entry count, by the kind's level; a county under a city, a section under the county.</summary>
public class ApprovalTests
{
    private static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("county", "县", "county", [], "city"), new DepartmentOpened("section", "股", "section", [], "county"),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    private static readonly Entry Waiting = new("county", "k", 1, EntryStatus.Submitted, new("p", new(2022, 1, 1), new(2022, 1, 1), [], ImmutableSortedDictionary<string, FieldValue>.Empty), null);

    [Theory]
    [InlineData(Approval.Above, "county", "city", true)]
    [InlineData(Approval.Above, "county", "county", false)]
    [InlineData(Approval.Above, "county", "section", false)]
    [InlineData(Approval.Above, "section", "county", true)]
    [InlineData(Approval.Above, "section", "city", true)]
    [InlineData(Approval.Above, "section", "section", false)]
    [InlineData(Approval.Above, "city", "city", true)]
    [InlineData(Approval.Own, "county", "county", true)]
    [InlineData(Approval.Own, "county", "city", true)]
    [InlineData(Approval.Own, "county", "section", false)]
    public void The_kind_says_at_which_level_an_entry_is_approved(Approval approval, string department, string reviewer, bool counts)
    {
        var decision = ApproveEntry.Decide(Waiting with { Department = department }, Of(approval, department, reviewer, "r"));
        if (counts)
        {
            decision.ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new EntryApproved()]);
        }
        else
        {
            decision.ShouldBeOfType<Decision.Refused>().Reason.Code.ShouldBe("approval-of-another-level");
        }
    }

    [Fact]
    public void Both_in_turn_means_first_its_own_reviewer_then_another_one_above()
    {
        ApproveEntry.Decide(Waiting, Of(Approval.Both, "county", "city", "above")).ShouldBeOfType<Decision.Refused>().Reason.Code.ShouldBe("approval-of-another-level");
        ApproveEntry.Decide(Waiting, Of(Approval.Both, "county", "county", "own")).ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new EntryEndorsed()]);
        var endorsed = Entry.Evolve(Waiting, new EntryEndorsed())!;
        endorsed.Counted(Basis.Approved).ShouldBeNull();
        ApproveEntry.Decide(endorsed, Of(Approval.Both, "county", "county", "own", "own")).ShouldBeOfType<Decision.Refused>().Reason.Code.ShouldBe("second-reviewer-wanted");
        ApproveEntry.Decide(endorsed, Of(Approval.Both, "county", "city", "above", "own")).ShouldBeOfType<Decision.Accepted>().Events.ShouldBe([new EntryApproved()]);
        Entry.Evolve(endorsed, new EntryCorrected(1, endorsed.Submitted, "更正"))!.IsEndorsed.ShouldBeFalse();
        Entry.Evolve(endorsed, new EntryReturned("退回"))!.IsEndorsed.ShouldBeFalse();
    }

    [Fact]
    public void P11_Whoever_had_a_hand_in_an_entry_never_approves_it_whatever_their_roles() =>
        Gen.Select(Gen.Enum<Approval>(), Gen.Enum<EntryStatus>(), Gen.Bool, Gen.Int[0, 2].Select(at => new[] { "city", "county", Grant.Everywhere }[at])).Sample((approval, status, endorsed, reviewer) =>
            ApproveEntry.Decide(Waiting with { Status = status, IsEndorsed = endorsed }, Of(approval, "county", reviewer, "author")).ShouldBeOfType<Decision.Refused>());

    private static ReviewRights Of(Approval approval, string department, string reviewer, string by, string? endorsedBy = null) => ReviewRights.Of(
        new(by, Guid.Empty), new([new(Role.Reviewer, reviewer)], Scope.All), new("k", "类", 1, [], approval), department, Tree, ["author"], endorsedBy);
}
