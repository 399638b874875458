using System.Collections.Immutable;
using Marten;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections.Tests.Histories;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Projections.Tests.Verification;

/// <summary>P5: verify finds nothing in a sound store (the histories prove it) and names every damage.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private const int Seed = 20220718;
    private TestStore store = null!;

    public async ValueTask InitializeAsync()
    {
        store = await TestStore.CreateAsync();
        var random = new Random(Seed);
        await store.AppendAsync(new RandomHistory(Seed, 250), .., random);
        await store.FoldAsync(40);
        (await store.VerifyAsync()).IsRight.ShouldBeTrue();
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Theory]
    [InlineData("fact", "a number changed", "update totals.fact set fields = jsonb_set(fields, '{amount}', '1') where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "a month moved", "update totals.fact set month = month + 1 where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "a department changed", "update totals.fact set department = department % 6 + 1 where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "an end moved", "update totals.fact set to_pos = from_pos + 1 where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "a beginning moved", "update totals.fact set from_pos = from_pos - 1 where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "one missing", "delete from totals.fact where (entry, basis, from_pos) = ($)")]
    [InlineData("fact", "one too many", "insert into totals.fact select gen_random_uuid(), basis, from_pos, to_pos, content_pos, no, department, kind, program, occurred_on, counts_on, month, fields from totals.fact where (entry, basis, from_pos) = ($)")]
    public Task A_damaged_fact_is_named_with_its_entry(string subject, string what, string damage) => NamesAsync(subject, what,
        damage.Replace("$", "select entry, basis, from_pos from totals.fact where to_pos = 9223372036854775807 and fields ? 'amount' order by no desc limit 1", StringComparison.Ordinal),
        difference => difference.Entry is not null && difference.Department is not null && difference.Month is not null);

    [Theory]
    [InlineData("a status changed", "update totals.entry set status = (status + 1) % 5 where id = ($)")]
    [InlineData("a content changed", "update totals.entry set submitted = jsonb_set(submitted, '{program}', '\"z\"') where id = ($)")]
    [InlineData("a position moved", "update totals.entry set changed_pos = changed_pos + 1 where id = ($)")]
    [InlineData("one missing", "delete from totals.entry where id = ($)")]
    [InlineData("one too many", "insert into totals.entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'no', -1))).* from totals.entry e where id = ($)")]
    public Task A_damaged_entry_is_named(string what, string damage) => NamesAsync("entry", what,
        damage.Replace("$", "select min(id::text)::uuid from totals.entry", StringComparison.Ordinal), difference => difference.Entry is not null && difference.Department is not null);

    [Theory]
    [InlineData("another party", "update totals.identity set identity = gen_random_uuid() where (party, from_pos) = ($)")]
    [InlineData("an end moved", "update totals.identity set to_pos = to_pos - 1 where (party, from_pos) = ($)")]
    [InlineData("one missing", "delete from totals.identity where (party, from_pos) = ($)")]
    [InlineData("one too many", "insert into totals.identity select gen_random_uuid(), identity, from_pos, to_pos from totals.identity where (party, from_pos) = ($)")]
    public Task A_damaged_identity_is_named_with_its_party(string what, string damage) => NamesAsync("identity", what,
        damage.Replace("$", "select party, from_pos from totals.identity where to_pos < 9223372036854775807 order by from_pos limit 1", StringComparison.Ordinal),
        difference => difference.Party is not null);

    [Theory]
    [InlineData("a count changed", "update totals.member set count = count + 1 where (party, metric, basis, department, day, no) = ($)")]
    [InlineData("an amount changed", "update totals.member set amount = amount + 0.01 where (party, metric, basis, department, day, no) = ($)")]
    [InlineData("one missing", "delete from totals.member where (party, metric, basis, department, day, no) = ($)")]
    [InlineData("one too many", "insert into totals.member select gen_random_uuid(), metric, basis, department, day, no, 1, 0 from totals.member where (party, metric, basis, department, day, no) = ($)")]
    [InlineData("of a metric that there is not", "update totals.member set metric = 100000 where (party, metric, basis, department, day, no) = ($)")]
    public Task A_damaged_member_is_named_with_metric_and_party(string what, string damage) => NamesAsync("member", what,
        damage.Replace("$", "select party, metric, basis, department, day, no from totals.member order by 1, 2, 3, 4, 5, 6 limit 1", StringComparison.Ordinal),
        difference => difference is { Party: not null, Metric: not null, Department: not null, Month: not null });

    [Theory]
    [InlineData("a cent", "update totals.cell set value = value + 0.01 where (metric, basis, department, month, previous) = ($)")]
    [InlineData("one missing", "delete from totals.cell where (metric, basis, department, month, previous) = ($)")]
    [InlineData("one too many", "insert into totals.cell select metric, basis, department, month + 1200, previous, value from totals.cell where (metric, basis, department, month, previous) = ($)")]
    [InlineData("of a metric that there is not", "update totals.cell set metric = 100000 where (metric, basis, department, month, previous) = ($)")]
    [InlineData("of a department that there is not", "update totals.cell set department = 100000 where (metric, basis, department, month, previous) = ($)")]
    public Task A_damaged_cell_is_named_with_metric_department_and_month(string what, string damage) => NamesAsync("cell", what,
        damage.Replace("$", "select metric, basis, department, month, previous from totals.cell order by 1, 2, 3, 4, 5 limit 1", StringComparison.Ordinal),
        difference => difference is { Metric: not null, Department: not null, Month: not null } && (difference.Kept is not null || difference.Recomputed is not null));

    /// <summary>The entry stands as approved although its newest content was stated anew: by the content, not by its place.</summary>
    [Fact]
    public async Task A_refused_withdrawal_of_content_that_came_back_to_what_was_approved_is_told_alike()
    {
        static EntryContent Content(decimal amount) => new(
            "p", new(2022, 1, 1), new(2022, 1, 1), [], ImmutableSortedDictionary<string, FieldValue>.Empty.Add("amount", new FieldValue.Number(amount)));
        await using var session = store.Store.LightweightSession();
        session.Events.StartStream<Entry>(
            Guid.NewGuid(), new EntryReported("north", "joined", 1, Content(1.0m), null), new EntryApproved(), new EntryCorrected(1, Content(2), "why"),
            new EntryCorrected(1, Content(1.00m), "why"), new EntryWithdrawn("why"), new EntryReturned("why"), new EntryCorrected(1, Content(3), "why"), new EntryReturned("why"));
        await session.SaveChangesAsync();
        await store.FoldAsync(3);
        (await store.VerifyAsync()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_differences_are_counted_and_the_first_are_named()
    {
        await DamageAsync("update totals.member set count = count + 1");
        var report = await store.VerifyAsync();
        report.Found["member"].ShouldBe(report.Members);
        report.Differences.Count(difference => difference.Subject == "member").ShouldBe((int)Math.Min(report.Members, Projections.Verification.Verification.MostNamed));
    }

    [Fact]
    public async Task Verify_says_how_much_it_compared_and_how_far_it_is()
    {
        var progress = new Heard();
        var report = await store.VerifyAsync(progress);
        new[] { report.Position, report.Events, report.Facts, report.Entries, report.Members, report.Cells }.ShouldAllBe(number => number > 0);
        report.Duration.ShouldBeGreaterThan(TimeSpan.Zero);
        progress.Steps.Select(step => step.Subject).Distinct().ShouldBe(["entries", "metrics"]);
    }

    private async Task NamesAsync(string subject, string what, string damage, Func<Difference, bool> isNamedWell)
    {
        (await DamageAsync(damage)).ShouldBe(1, what);
        var report = await store.VerifyAsync();
        report.IsRight.ShouldBeFalse(what);
        report.Differences.Where(difference => difference.Subject == subject).ShouldNotBeEmpty(what);
        report.Differences.Where(difference => difference.Subject == subject).ShouldAllBe(difference => isNamedWell(difference));
    }

    private async Task<int> DamageAsync(string sql)
    {
        await using var command = store.Source.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Heard : IProgress<VerificationProgress>
    {
        public List<VerificationProgress> Steps { get; } = [];

        public void Report(VerificationProgress value) => Steps.Add(value);
    }
}
