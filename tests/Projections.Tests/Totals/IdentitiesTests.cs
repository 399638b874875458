using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Totals;

public class IdentitiesTests
{
    private static readonly Guid A = new("aaaaaaaa-0000-8000-8000-000000000000");
    private static readonly Guid B = new("bbbbbbbb-0000-8000-8000-000000000000");
    private static readonly Guid C = new("cccccccc-0000-8000-8000-000000000000");
    private readonly Identities identities = new();

    [Fact]
    public void What_was_merged_counts_as_the_last_of_the_chain()
    {
        identities.Merge(A, B);
        identities.Merge(B, C);
        (identities.Of(A), identities.Of(B), identities.Of(C)).ShouldBe((C, C, C));
        identities.Names(C).ShouldBe([A, B, C], ignoreOrder: true);
    }

    [Fact]
    public void Splitting_a_party_off_takes_along_what_was_merged_into_it()
    {
        identities.Merge(A, B);
        identities.Merge(B, C);
        identities.Split(B);
        (identities.Of(A), identities.Of(B)).ShouldBe((B, B));
        identities.Names(C).ShouldBe([C]);
    }

    [Fact]
    public void Merging_again_replaces_the_merge_before()
    {
        identities.Merge(A, B);
        identities.Merge(A, C);
        identities.Of(A).ShouldBe(C);
        identities.Names(B).ShouldBe([B]);
    }

    [Fact]
    public void A_circle_is_refused_where_the_party_counts_as_itself()
    {
        identities.Merge(A, B);
        Should.Throw<InvalidOperationException>(() => identities.Merge(B, A));
        Should.Throw<InvalidOperationException>(() => identities.Merge(C, C));
    }

    /// <summary>B counts as C and leads back to A: looking for an end of it would never end.</summary>
    [Fact]
    public void A_circle_is_refused_where_the_party_is_merged_already()
    {
        identities.Merge(A, C);
        identities.Merge(B, A);
        Should.Throw<InvalidOperationException>(() => identities.Merge(A, B));
    }
}
