using System.Collections.Immutable;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Tests.Entries;

/// <summary>Given what happened to an entry, when somebody decides, then this comes of it.</summary>
internal sealed class EntryScenario(object[] history)
{
    private readonly Entry? entry = history.Aggregate((Entry?)null, Entry.Evolve);
    private Decision? decision;

    public static EntryScenario Given(params object[] history) => new(history);

    public EntryScenario When(Func<Entry, Decision> decide)
    {
        decision = decide(entry.ShouldNotBeNull());
        return this;
    }

    public void Then(params object[] events) => decision.ShouldBeOfType<Decision.Accepted>().Events.ShouldBe(events);

    public void ThenRefused(string code) => decision.ShouldBeOfType<Decision.Refused>().Reason.Code.ShouldBe(code);

    public void ThenRefused(string code, string fault, string path)
    {
        var reason = decision.ShouldBeOfType<Decision.Refused>().Reason;
        reason.Code.ShouldBe(code);
        reason.Faults.Select(found => (found.Code, found.Path)).ShouldBe([(fault, path)]);
    }

    public void ThenIs(EntryStatus status) => entry.ShouldNotBeNull().Status.ShouldBe(status);

    public void ThenCounts(EntryContent? reported, EntryContent? approved)
    {
        entry.ShouldNotBeNull().Counted(Basis.Reported).ShouldBe(reported);
        entry.Counted(Basis.Approved).ShouldBe(approved);
    }

    /// <summary>A content that differs by its amount only.</summary>
    public static EntryContent Content(decimal amount) => new(
        "wanqi", new(2022, 7, 18), new(2022, 7, 18), [], ImmutableSortedDictionary<string, FieldValue>.Empty.Add("amount", new FieldValue.Number(amount)));

    public static EntryReported Reported(decimal amount) => new("suxian", "project-signed", 1, Content(amount), null);

    public static EntryCorrected Corrected(decimal amount) => new(1, Content(amount), "why");
}
