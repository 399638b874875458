using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>What totals must be, told in the plainest way from the events: shares no code with the projection, and knows no shortcuts.</summary>
public sealed class Reference(IEnumerable<(long Position, Guid Stream, object Data)> history, long upTo)
{
    private readonly List<(long Position, Guid Stream, object Data)> events = [.. history.Where(e => e.Position <= upTo).OrderBy(e => e.Position)];

    private sealed record Told(long No, string Department, string Kind, EntryContent Content);

    private IEnumerable<Told> Entries(Basis basis) => events.GroupBy(e => e.Stream).Where(s => s.First().Data is EntryReported).SelectMany(stream =>
    {
        (EntryContent? Submitted, EntryContent? Approved, EntryContent? Counts) now = default;
        foreach (var (_, _, data) in stream)
        {
            now = data switch
            {
                EntryReported e => (e.Content, null, e.Content),
                EntryCorrected e => (e.Content, now.Approved, e.Content),
                EntryApproved => (now.Submitted, now.Submitted, now.Submitted),
                EntryReturned => (now.Submitted, now.Approved, now.Approved),
                EntryWithdrawn => (now.Submitted, now.Approved, null),
                WithdrawalAccepted => default, EntryEndorsed => now,
                _ => throw new NotSupportedException(),
            };
        }

        var (no, _, begun) = stream.First();
        return (basis == Basis.Reported ? now.Counts : now.Approved) is { } content ? new[] { new Told(no, ((EntryReported)begun).Department, ((EntryReported)begun).Kind, content) } : [];
    });

    public IEnumerable<T> All<T>() => events.Select(e => e.Data).OfType<T>();
    private DepartmentOpened Opened(string code) => All<DepartmentOpened>().Single(d => d.Code == code);
    public bool Below(string code, string above) => code == above || (Opened(code).Parent is { } parent && Below(parent, above));
    public IEnumerable<string> Class(string code) =>
        All<DepartmentReclassified>().LastOrDefault(d => d.Code == code) is { } now ? [now.Level, .. now.Tags] : [Opened(code).Level, .. Opened(code).Tags];
    private Guid Identity(Guid party) =>
        All<object>().LastOrDefault(e => e is PartiesMerged m && m.Party == party || e is PartiesSplit s && s.Party == party) is PartiesMerged last ? Identity(last.Into) : party;
    private static decimal? Amount(Told entry, string field) => entry.Content.Fields.TryGetValue(field, out var v) ? ((FieldValue.Number)v).Value : null;
    private List<object> Units(Told entry, IEnumerable<string> fields) => [.. fields.SelectMany(f =>
        f == "department" ? [entry.Department] : entry.Content.Fields.TryGetValue(f, out var v) ? ((FieldValue.Parties)v).Ids.Select(id => (object)Identity(id)) : []).Distinct()];

    private bool Admits(MetricDefined metric, Told entry, bool ends) => (ends ? metric.EndedBy : metric.Of).Contains(entry.Kind) && metric.Where is var where
        && (where.Programs.IsEmpty || where.Programs.Contains(entry.Content.Program)) && (where.Levels.IsEmpty || where.Levels.Contains(Class(entry.Department).First()))
        && (where.Tags.IsEmpty || where.Tags.Intersect(Class(entry.Department).Skip(1)).Any())
        && (ends || where.Fields.All(c => c.AnyOf.Contains(entry.Content.Fields.TryGetValue(c.Field, out var v) ? v : FieldValue.No)));

    public decimal? Total(MetricDefined metric, string department, Window window, Basis basis)
    {
        var words = metric.Measure!.Split(' ');
        var fields = words.SkipWhile(w => w is not ("per" or "distinct" or "in-force")).Skip(1).Where(w => w != "|").ToList();
        var cumulative = window.From is null || words[0] == "in-force";
        var balances = All<OpeningBalanceSet>().Where(o => cumulative && o.Metric == metric.Code && o.On <= window.Until && Below(o.Department, department))
            .GroupBy(o => o.Department).ToDictionary(g => g.Key, g => g.Where(o => o.On == g.Max(x => x.On)).Last());
        var told = Entries(basis).Where(e => Below(e.Department, department) && e.Content.CountsOn <= window.Until && (cumulative || e.Content.CountsOn >= window.From)
            && !(balances.TryGetValue(e.Department, out var o) && e.Content.CountsOn <= o.On)).OrderBy(e => e.Content.CountsOn).ThenBy(e => e.No).ToList();
        var counted = told.Where(e => Admits(metric, e, ends: false)).ToList();
        var stated = balances.Values.Sum(o => o.Value);
        var steps = balances.Values.SelectMany(o => o.Parties.Select(p => (o.Department, Unit: (object)Identity(p), Day: DateOnly.MinValue, Ends: false)))
            .Concat(new[] { false, true }.SelectMany(ends => told.Where(e => Admits(metric, e, ends))
                .SelectMany(e => Units(e, fields).Select(u => (e.Department, Unit: u, Day: e.Content.CountsOn, Ends: ends)))));
        return words switch
        {
            ["count"] => counted.Count + stated,
            ["sum", var field] => counted.Sum(e => Amount(e, field) ?? 0) + stated,
            ["sum", var field, ..] => counted.Where(e => Amount(e, field) is not null)
                .SelectMany(e => Units(e, fields).Select(u => (u, e))).GroupBy(x => x.u).Sum(g => Amount(g.First().e, field)),
            ["distinct", ..] => steps.Where(s => !s.Ends).Select(s => s.Unit).Distinct().Count() + stated,
            ["in-force", ..] => steps.GroupBy(s => (s.Department, s.Unit)).Where(own => !own.OrderBy(s => s.Day).ThenBy(s => s.Ends).Last().Ends)
                .Select(own => own.Key.Unit).Distinct().Count() + stated,
            ["latest", var field] => counted.Where(e => e.Department == department && Amount(e, field) is not null).Select(e => Amount(e, field)).LastOrDefault(),
            _ => throw new NotSupportedException(metric.Measure),
        };
    }
}
