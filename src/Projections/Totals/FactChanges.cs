using System.Text.Json;
using WorkTracker.Domain;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections.Facts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>The facts that a page opens and closes. One opened and closed in the same page is written closed: as-known questions need it.</summary>
internal sealed class FactChanges
{
    private sealed record Opened(KeptEntry Entry, Basis Basis, long From, int Department, EntryContent Content, long ContentPosition)
    {
        public long To { get; set; } = FactsAt.Still;
    }

    private readonly List<Opened> opened = [];
    private readonly Dictionary<(Guid, Basis), Opened> open = [];
    private readonly List<(Guid Entry, Basis Basis, long To)> closed = [];

    public void Change(KeptEntry entry, int department, Basis basis, bool wasOpen, (EntryContent Content, long Position)? now, long position)
    {
        if (wasOpen)
        {
            if (open.Remove((entry.Id, basis), out var fresh))
            {
                fresh.To = position;
            }
            else
            {
                closed.Add((entry.Id, basis, position));
            }
        }

        if (now is { } counted)
        {
            var fact = new Opened(entry, basis, position, department, counted.Content, counted.Position);
            opened.Add(fact);
            open[(entry.Id, basis)] = fact;
        }
    }

    public IEnumerable<Sql> Write()
    {
        if (closed.Count > 0)
        {
            yield return Sql.Of($"""
                update totals.fact f set to_pos = c.to_pos
                from unnest({closed.Select(c => c.Entry).ToArray()}::uuid[], {closed.Select(c => (int)c.Basis).ToArray()}::smallint[], {closed.Select(c => c.To).ToArray()}::bigint[])
                     c (entry, basis, to_pos)
                where f.entry = c.entry and f.basis = c.basis and f.to_pos = 9223372036854775807
                """);
        }

        if (opened.Count > 0)
        {
            opened.Sort((a, b) => (a.Entry.Id, a.Basis, a.From).CompareTo((b.Entry.Id, b.Basis, b.From)));
            T[] Column<T>(Func<Opened, T> of) => [.. opened.Select(of)];
            yield return Sql.Of($"""
                insert into totals.fact (entry, basis, from_pos, to_pos, content_pos, no, department, kind, program, occurred_on, counts_on, month, fields)
                select entry, basis, from_pos, to_pos, content_pos, no, department, kind, program, occurred_on, counts_on, month, fields::jsonb
                from unnest(
                    {Column(f => f.Entry.Id)}::uuid[], {Column(f => (int)f.Basis)}::smallint[], {Column(f => f.From)}::bigint[], {Column(f => f.To)}::bigint[],
                    {Column(f => f.ContentPosition)}::bigint[], {Column(f => f.Entry.No)}::bigint[], {Column(f => f.Department)}::int[],
                    {Column(f => f.Entry.State.Kind)}::text[], {Column(f => f.Content.Program)}::text[],
                    {Column(f => f.Content.OccurredOn)}::date[], {Column(f => f.Content.CountsOn)}::date[],
                    {Column(f => Month.Of(f.Content.CountsOn).Number)}::int[],
                    {Column(f => JsonSerializer.Serialize(f.Content.Fields, StoredJson.Options))}::text[])
                    n (entry, basis, from_pos, to_pos, content_pos, no, department, kind, program, occurred_on, counts_on, month, fields)
                """);
        }
    }
}
