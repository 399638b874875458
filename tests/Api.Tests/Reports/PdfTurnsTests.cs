using WorkTracker.Api.Reports;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>Nobody's PDFs make others wait for minutes.</summary>
public sealed class PdfTurnsTests
{
    private readonly PdfTurns turns = new();

    [Fact]
    public void F12_One_user_has_two_turns_until_one_is_given_back()
    {
        using var first = turns.TryTake("甲");
        using var second = turns.TryTake("甲");
        turns.TryTake("甲").ShouldBeNull();
        first!.Dispose();
        first.Dispose();
        using var third = turns.TryTake("甲");
        third.ShouldNotBeNull();
        turns.TryTake("甲").ShouldBeNull();
    }

    [Fact]
    public void F12_All_users_together_have_eight()
    {
        var taken = Enumerable.Range(0, PdfTurns.Most).Select(at => turns.TryTake($"{at / PdfTurns.MostAUser}")).ToList();
        taken.ShouldAllBe(turn => turn != null);
        turns.TryTake("甲").ShouldBeNull();
        taken[0]!.Dispose();
        turns.TryTake("甲").ShouldNotBeNull();
    }
}
