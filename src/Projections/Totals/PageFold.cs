using JasperFx.Events;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// Folds one page of events into facts, members and cells: reads what the page touches, nets the changes in memory, and gives the statements
/// that write them. Metrics whose definition the page touches are left out of the netting and recomputed from the facts at its end.
/// </summary>
internal sealed class PageFold
{
    private static readonly Basis[] Bases = [Basis.Reported, Basis.Approved];

    private readonly Knowledge before;
    private readonly NpgsqlConnection connection;
    private readonly string schema;
    private readonly FactChanges facts = new();
    private readonly CellChanges cells = new();
    private readonly MemberChanges members;
    private readonly HashSet<int> refilled;

    private PageFold(Knowledge before, IReadOnlyList<IEvent> page, NpgsqlConnection connection, string schema)
    {
        this.before = before;
        this.connection = connection;
        this.schema = schema;
        After = before.After(page);
        refilled = [.. Refilled(page, After).Select(metric => metric.Number)];
        members = new(before, After, refilled);
    }

    private Knowledge After { get; }

    /// <summary>The statements that write the page, in order, and what is known after it. Reads committed state only.</summary>
    public static async Task<(IReadOnlyList<Sql> Statements, Knowledge After)> FoldAsync(
        Knowledge before, IReadOnlyList<IEvent> page, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var fold = new PageFold(before, page, connection, schema);
        return (await fold.StatementsAsync(page, cancellation), fold.After);
    }

    private async Task<IReadOnlyList<Sql>> StatementsAsync(IReadOnlyList<IEvent> page, CancellationToken cancellation)
    {
        var entries = await EntriesAsync(page, cancellation);
        var regrouping = Regroup(page).ToList();
        // Writing contents as JSON needs nothing of the units, which the database is asked for meanwhile.
        var writing = Task.Run<List<Sql>>(() => [.. facts.Write(), .. KeptEntries.Write(entries, After)], cancellation);
        var counted = await members.FoldAsync(cells, connection, schema, cancellation);
        List<Sql> statements = [.. await writing, .. regrouping, .. counted];
        statements.AddRange(cells.Write());
        foreach (var metric in After.Definitions.EveryMetricVersion.Where(metric => refilled.Contains(metric.Number)))
        {
            statements.AddRange(new MetricCells(metric, After.Definitions, After.Tree).Refill());
        }

        return statements;
    }

    /// <summary>A metric is recomputed when it is new, its opening balances move, or departments that it asks for change.</summary>
    private static IEnumerable<Metric> Refilled(IReadOnlyList<IEvent> page, Knowledge after)
    {
        foreach (var @event in page)
        {
            switch (@event.Data)
            {
                case MetricDefined when after.Definitions.EveryMetricVersion.Single(metric => metric.Number == @event.Version) is { Measure.IsKept: true } fresh:
                    yield return fresh;
                    break;
                case OpeningBalanceSet set:
                    foreach (var version in after.Definitions.Metrics[set.Metric].Where(metric => metric.Measure.IsKept))
                    {
                        yield return version;
                    }

                    break;
                case DepartmentReclassified:
                    foreach (var asking in after.Definitions.EveryMetricVersion.Where(metric => metric.Measure.IsKept && metric.Definition.Where.AsksTheDepartment))
                    {
                        yield return asking;
                    }

                    break;
                default:
                    break;
            }
        }
    }

    private async Task<IReadOnlyCollection<KeptEntry>> EntriesAsync(IReadOnlyList<IEvent> page, CancellationToken cancellation)
    {
        var begun = page.Where(@event => @event.Data is EntryReported).Select(@event => @event.StreamId).ToHashSet();
        var changed = page.Where(@event => IsEntryEvent(@event.Data) && !begun.Contains(@event.StreamId)).Select(@event => @event.StreamId).Distinct().ToArray();
        var entries = await KeptEntries.ReadAsync(changed, After, connection, schema, cancellation);
        foreach (var @event in page)
        {
            if (@event.Data is EntryReported reported)
            {
                var entry = new KeptEntry(@event.StreamId, @event.Sequence, @event.UserName, @event.Timestamp)
                {
                    State = Entry.Evolve(null, reported)!,
                    Version = @event.Version,
                    SubmittedPosition = @event.Sequence,
                    ChangedPosition = @event.Sequence,
                };
                entries.Add(entry.Id, entry);
                Change(entry, Basis.Reported, null, entry.Counted(Basis.Reported), @event.Sequence);
            }
            else if (IsEntryEvent(@event.Data))
            {
                var entry = entries[@event.StreamId];
                var was = (entry.Counted(Basis.Reported), entry.Counted(Basis.Approved));
                entry.Apply(@event.Data, @event.Version, @event.Sequence);
                Change(entry, Basis.Reported, was.Item1, entry.Counted(Basis.Reported), @event.Sequence);
                Change(entry, Basis.Approved, was.Item2, entry.Counted(Basis.Approved), @event.Sequence);
            }
        }

        return entries.Values;
    }

    private static bool IsEntryEvent(object data) =>
        data is EntryReported or EntryCorrected or EntryEndorsed or EntryApproved or EntryReturned or EntryWithdrawn or WithdrawalAccepted;

    private void Change(
        KeptEntry entry, Basis basis, (EntryContent Content, long Position)? was, (EntryContent Content, long Position)? now, long position)
    {
        if (was?.Position == now?.Position)
        {
            return;
        }

        var department = After.Tree.ByCode[entry.State.Department];
        facts.Change(entry, department.Number, basis, was is not null, now, position);
        foreach (var rule in After.Rules.For(entry.State.Kind))
        {
            if (!refilled.Contains(rule.Metric.Number))
            {
                Count(rule, entry, department, basis, was?.Content, -1);
                Count(rule, entry, department, basis, now?.Content, 1);
            }
        }
    }

    private void Count(MetricRule rule, KeptEntry entry, Department department, Basis basis, EntryContent? content, int sign)
    {
        if (content is null || !rule.Admits(department, content))
        {
            return;
        }

        if (rule.Metric.Measure.CountsUnits)
        {
            CountUnits(rule, entry, department, basis, content, sign);
        }
        else if (rule.AmountIn(content) is { } amount and not 0)
        {
            var (metric, value) = (rule.Metric, sign * amount);
            var opening = After.OpeningsOf(metric.Code).Covering(department.Number, content.CountsOn);
            foreach (var above in After.Ancestors(department.Number))
            {
                cells.Add(new(metric.Number, basis, above, Month.Of(content.CountsOn).Number, Cell.None), value);
                if (opening is not null)
                {
                    cells.Add(new(metric.Number, basis, above, Month.Of(opening.On).Number, Cell.Opening), -value);
                }
            }
        }
    }

    private void CountUnits(MetricRule rule, KeptEntry entry, Department department, Basis basis, EntryContent content, int sign)
    {
        var (metric, amount) = (rule.Metric, rule.AmountIn(content));
        if (amount is null && !rule.Ends)
        {
            return;
        }

        var (day, no) = metric.Measure switch
        {
            Measure.Distinct when After.OpeningsOf(metric.Code).IsEmpty => (Month.Of(content.CountsOn).FirstDay, 0L),
            Measure.Distinct => (content.CountsOn, 0L),
            Measure.InForce => (content.CountsOn, rule.Ends ? Member.Ended : Member.Began),
            _ => (content.CountsOn, entry.No),
        };
        var held = new Held(sign, metric.Measure is Measure.SumOncePer ? sign * amount!.Value : 0);
        foreach (var unit in rule.UnitsIn(department, content))
        {
            members.Add(new(unit, metric.Number, basis, department.Number, day, no), held);
        }
    }

    /// <summary>Writes which party counts as which from now on.</summary>
    private IEnumerable<Sql> Regroup(IReadOnlyList<IEvent> page)
    {
        var at = before.Identities;
        foreach (var @event in page.Where(@event => @event.Data is PartiesMerged or PartiesSplit))
        {
            var next = new Identities(at);
            Guid party;
            if (@event.Data is PartiesMerged merged)
            {
                party = merged.Party;
                next.Merge(party, merged.Into);
            }
            else
            {
                party = ((PartiesSplit)@event.Data).Party;
                next.Split(party);
            }

            members.Regroup(party);
            var moved = at.Names(at.Of(party)).Where(name => at.Of(name) != next.Of(name)).ToArray();
            var merging = moved.Where(name => next.Of(name) != name).ToArray();
            yield return Sql.Of($"update totals.identity set to_pos = {@event.Sequence} where party = any({moved}::uuid[]) and to_pos = 9223372036854775807");
            yield return Sql.Of($"""
                insert into totals.identity (party, identity, from_pos)
                select p.party, p.identity, {@event.Sequence} from unnest({merging}::uuid[], {merging.Select(next.Of).ToArray()}::uuid[]) p (party, identity)
                """);
            at = next;
        }
    }
}
