using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>An entry's life, for every door: HTTP, the command line, imports and the sample.</summary>
public sealed class EntryCommands(CommandPath path, TimeProvider time)
{
    public Task<Outcome> ReportAsync(Issued issued, ReportEntry report, CancellationToken cancellation = default) =>
        path.RunAsync(issued.On(issued.Id) with { Ledgers = [LedgerOf(report)] }, async (scope, stop) =>
        {
            if (scope.IsTaken)
            {
                return CommandPath.KeyReused;
            }

            if (scope.Known.Definitions.FindKind(report.Kind) is not { } kind)
            {
                return Invalid([new("kind-unknown", "kind", report.Kind)]);
            }

            var (content, faults) = await ContentAsync(scope, report.Department, kind, report.Draft, stop);
            return content is null ? Invalid(faults) : Take(ReportEntry.Decide(report, kind, content), events => scope.Start<Entry>(issued.Id, events));
        }, cancellation);

    public Task<Outcome> CorrectAsync(Issued issued, CorrectEntry correct, CancellationToken cancellation = default) =>
        ChangeAsync(issued, correct.Id, correct.Version, MonthsOf(correct.Draft), async (entry, scope, stop) =>
        {
            var kind = scope.Known.Definitions.FindKind(entry.Kind)!;
            var (content, faults) = await ContentAsync(scope, entry.Department, kind, correct.Draft, stop);
            return (content is null ? null : CorrectEntry.Decide(correct, entry, kind, content), faults);
        }, cancellation);

    public Task<Outcome> ApproveAsync(Issued issued, ApproveEntry approve, CancellationToken cancellation = default) =>
        ChangeAsync(issued, approve.Id, approve.Version, ApproveEntry.Decide, cancellation);

    public Task<Outcome> ReturnAsync(Issued issued, ReturnEntry give, CancellationToken cancellation = default) =>
        ChangeAsync(issued, give.Id, give.Version, entry => ReturnEntry.Decide(give, entry), cancellation);

    public Task<Outcome> WithdrawAsync(Issued issued, WithdrawEntry withdraw, CancellationToken cancellation = default) =>
        ChangeAsync(issued, withdraw.Id, withdraw.Version, entry => WithdrawEntry.Decide(withdraw, entry), cancellation);

    internal static Outcome Invalid(IEnumerable<Fault> faults) => new Outcome.Refused(new("content-invalid", [.. faults]));

    internal ContentCheck Check(CommandScope scope) => new(scope.Known.Definitions, scope.Known.Tree, Today.In(time));

    /// <summary>Checked against its kind, its parties resolved; or everything that is wrong.</summary>
    private async Task<(EntryContent? Content, ImmutableArray<Fault> Faults)> ContentAsync(
        CommandScope scope, string department, Kind kind, ContentDraft draft, CancellationToken cancellation)
    {
        if (Check(scope).Check(department, kind, draft, out var faults) is not { } content)
        {
            return (null, faults);
        }

        var (idOf, contradictions) = await PartyResolution.ResolveAsync(scope, content.Parties, cancellation);
        return idOf is null ? (null, [.. contradictions.Select(contradiction => contradiction.Fault)]) : (content.With(idOf), []);
    }

    private Task<Outcome> ChangeAsync(Issued issued, Guid id, long version, Func<Entry, Decision> decide, CancellationToken cancellation) =>
        ChangeAsync(issued, id, version, [], (entry, _, _) => Task.FromResult<(Decision?, ImmutableArray<Fault>)>((decide(entry), [])), cancellation);

    private Task<Outcome> ChangeAsync(
        Issued issued, Guid id, long version, ImmutableArray<Month> newMonths,
        Func<Entry, CommandScope, CancellationToken, Task<(Decision? Decision, ImmutableArray<Fault> Faults)>> decide, CancellationToken cancellation) =>
        path.RunAsync(issued.On(id), async (scope, stop) =>
        {
            if (scope.History.Aggregate((Entry?)null, (state, @event) => Entry.Evolve(state, @event.Data)) is not { } entry)
            {
                return new Outcome.Missing();
            }

            if (scope.History[^1].Version != version)
            {
                return new Outcome.Stale(scope.History[^1].Version);
            }

            await scope.LockAsync(new(entry.Department, [Month.Of(entry.Submitted.CountsOn), .. newMonths]), stop);
            var (decision, faults) = await decide(entry, scope, stop);
            return decision is null ? Invalid(faults) : Take(decision, events => scope.Append(id, events));
        }, cancellation);

    private static Outcome.Refused? Take(Decision decision, Action<IEnumerable<object>> append)
    {
        switch (decision)
        {
            case Decision.Accepted accepted:
                append(accepted.Events);
                return null;
            case Decision.Refused refused:
                return new Outcome.Refused(refused.Reason);
            default:
                throw new InvalidOperationException($"No such decision: {decision}.");
        }
    }

    private static Ledger LedgerOf(ReportEntry report) => new(report.Department, MonthsOf(report.Draft));

    /// <summary>The month that the content will count in; none while its day cannot be read, which the check will say.</summary>
    internal static ImmutableArray<Month> MonthsOf(ContentDraft draft) =>
        DateOnly.TryParseExact(draft.OccurredOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? [Month.Of(day)] : [];
}
