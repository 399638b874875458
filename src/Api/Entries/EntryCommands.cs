using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>An entry's life, for every door: HTTP, the command line, imports and the sample.</summary>
public sealed class EntryCommands(CommandPath path, TimeProvider time)
{
    public Task<Outcome> ReportAsync(Issued issued, ReportEntry report, CancellationToken cancellation = default) =>
        path.RunAsync(issued.On(issued.Id, Act.Report) with { Ledgers = [LedgerOf(report)] }, async (scope, stop) =>
        {
            if (scope.IsTaken)
            {
                return CommandPath.KeyReused;
            }

            if (scope.Known.Definitions.FindKind(report.Kind) is not { } kind || !scope.Sight.Sees(kind))
            {
                return Invalid([new("kind-unknown", "kind", report.Kind)]);
            }

            if (!scope.Permits(report.Department, kind))
            {
                return Unknown(scope, report.Department, kind) is { } fault ? Invalid([fault]) : CommandPath.NotAllowed;
            }

            var (content, faults) = await ContentAsync(scope, report.Department, kind, report.Draft, stop);
            return content is null ? Invalid(faults) : Take(ReportEntry.Decide(report, kind, content), events => scope.Start<Entry>(issued.Id, events));
        }, cancellation);

    public Task<Outcome> CorrectAsync(Issued issued, CorrectEntry correct, CancellationToken cancellation = default) =>
        ChangeAsync(issued, Act.Correct, correct.Id, correct.Version, MonthsOf(correct.Draft), async (entry, scope, stop) =>
        {
            var kind = scope.Known.Definitions.FindKind(entry.Kind)!;
            var (content, faults) = await ContentAsync(scope, entry.Department, kind, correct.Draft, stop);
            return (content is null ? null : CorrectEntry.Decide(correct, entry, kind, content), faults);
        }, cancellation);

    public Task<Outcome> ApproveAsync(Issued issued, ApproveEntry approve, CancellationToken cancellation = default) =>
        ChangeAsync(issued, Act.Review, approve.Id, approve.Version, (entry, scope) => ApproveEntry.Decide(entry, ReviewerOf(entry, scope)), cancellation);

    public Task<Outcome> ReturnAsync(Issued issued, ReturnEntry give, CancellationToken cancellation = default) =>
        ChangeAsync(issued, Act.Review, give.Id, give.Version, (entry, _) => ReturnEntry.Decide(give, entry), cancellation);

    public Task<Outcome> WithdrawAsync(Issued issued, WithdrawEntry withdraw, CancellationToken cancellation = default) =>
        ChangeAsync(issued, Act.Withdraw, withdraw.Id, withdraw.Version, (entry, _) => WithdrawEntry.Decide(withdraw, entry), cancellation);

    /// <summary>What is answered where entries of a kind may not even be read: that there is no such department, or not this kind there. Null where they may.</summary>
    internal static Fault? Unknown(CommandScope scope, string department, Kind kind) =>
        scope.Known.Tree.Find(department) is null || !scope.Rights.Allows(Act.ReadEntries, department, scope.Known.Tree) ? new("department-unknown", "department", department)
        : scope.Rights.Allows(Act.ReadEntries, department, scope.Known.Tree, kind) ? null
        : new("kind-unknown", "kind", kind.Code);

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

        var (idOf, contradictions) = await PartyResolution.ResolveAsync(scope, content.Parties, kind.IsInternal, cancellation);
        return idOf is null ? (null, [.. contradictions.Select(contradiction => contradiction.Fault)]) : (content.With(idOf), []);
    }

    private Task<Outcome> ChangeAsync(Issued issued, Act act, Guid id, long version, Func<Entry, CommandScope, Decision> decide, CancellationToken cancellation) =>
        ChangeAsync(issued, act, id, version, [], (entry, scope, _) => Task.FromResult<(Decision?, ImmutableArray<Fault>)>((decide(entry, scope), [])), cancellation);

    private Task<Outcome> ChangeAsync(
        Issued issued, Act act, Guid id, long version, ImmutableArray<Month> newMonths,
        Func<Entry, CommandScope, CancellationToken, Task<(Decision? Decision, ImmutableArray<Fault> Faults)>> decide, CancellationToken cancellation) =>
        path.RunAsync(issued.On(id, act), async (scope, stop) =>
        {
            if (scope.History.Aggregate((Entry?)null, (state, @event) => Entry.Evolve(state, @event.Data)) is not { } entry)
            {
                return new Outcome.Missing();
            }

            var kind = scope.Known.Definitions.FindKind(entry.Kind)!;
            if (!scope.Rights.Allows(Act.ReadEntries, entry.Department, scope.Known.Tree, kind))
            {
                return new Outcome.Missing();
            }

            if (!scope.Permits(entry.Department, kind))
            {
                return CommandPath.NotAllowed;
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

    private static ReviewRights ReviewerOf(Entry entry, CommandScope scope) => ReviewRights.Of(
        scope.Actor, scope.Rights, scope.Known.Definitions.FindKind(entry.Kind)!, entry.Department, scope.Known.Tree,
        scope.History.Where(step => step.Data is EntryReported or EntryCorrected or EntryWithdrawn).Select(step => step.UserName).OfType<string>(),
        scope.History.LastOrDefault(step => step.Data is EntryEndorsed)?.UserName);

    private static Ledger LedgerOf(ReportEntry report) => new(report.Department, MonthsOf(report.Draft));

    /// <summary>The month that the content will count in; none while its day cannot be read, which the check will say.</summary>
    internal static ImmutableArray<Month> MonthsOf(ContentDraft draft) =>
        DateOnly.TryParseExact(draft.OccurredOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? [Month.Of(day)] : [];
}
