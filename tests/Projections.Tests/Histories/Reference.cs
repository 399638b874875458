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

    private sealed record Told(Guid Entry, long No, string Department, string Kind, EntryContent Content);

    private IEnumerable<Told> Entries(Basis basis) => events.GroupBy(e => e.Stream).Where(s => s.First().Data is EntryReported).SelectMany(stream =>
    {
        var reported = (EntryReported)stream.First().Data;
        EntryContent? submitted = null, approved = null, counts = null;
        foreach (var (_, _, data) in stream)
        {
            (submitted, approved, counts) = data switch
            {
                EntryReported e => (e.Content, null, e.Content),
                EntryCorrected e => (e.Content, approved, e.Content),
                EntryApproved => (submitted, submitted, submitted),
                EntryReturned => (submitted, approved, approved),
                EntryWithdrawn => (submitted, approved, null),
                WithdrawalAccepted => (submitted, null, (EntryContent?)null),
                _ => throw new NotSupportedException(),
            };
        }

        var content = basis == Basis.Reported ? counts : approved;
        return content is null ? Enumerable.Empty<Told>() : [new(stream.Key, stream.First().Position, reported.Department, reported.Kind, content)];
    });

    private DepartmentOpened Opened(string code) => events.Select(e => e.Data).OfType<DepartmentOpened>().Single(d => d.Code == code);

    private (string Level, IEnumerable<string> Tags) Class(string code) =>
        events.Select(e => e.Data).OfType<DepartmentReclassified>().LastOrDefault(d => d.Code == code) is { } now ? (now.Level, now.Tags) : (Opened(code).Level, Opened(code).Tags);

    private bool Below(string code, string above) => code == above || (Opened(code).Parent is { } parent && Below(parent, above));

    private Guid Identity(Guid party) =>
        events.Where(e => (e.Data is PartiesMerged m && m.Party == party) || (e.Data is PartiesSplit s && s.Party == party)).LastOrDefault().Data is PartiesMerged last ? Identity(last.Into) : party;

    private bool Admits(MetricDefined metric, Told entry, bool ends) =>
        (ends ? metric.EndedBy : metric.Of).Contains(entry.Kind)
        && (metric.Where.Programs.IsEmpty || metric.Where.Programs.Contains(entry.Content.Program))
        && (metric.Where.Levels.IsEmpty || metric.Where.Levels.Contains(Class(entry.Department).Level))
        && (metric.Where.Tags.IsEmpty || metric.Where.Tags.Intersect(Class(entry.Department).Tags).Any())
        && (ends || metric.Where.Fields.All(c => c.AnyOf.Contains(entry.Content.Fields.TryGetValue(c.Field, out var v) ? v : FieldValue.No)));

    private List<object> Units(Told entry, IEnumerable<string> fields) => [.. fields.SelectMany(f =>
        f == "department" ? [entry.Department] : entry.Content.Fields.TryGetValue(f, out var v) ? ((FieldValue.Parties)v).Ids.Select(id => (object)Identity(id)) : []).Distinct()];

    private static decimal? Amount(Told entry, string field) => entry.Content.Fields.TryGetValue(field, out var v) ? ((FieldValue.Number)v).Value : null;

    public decimal? Total(MetricDefined metric, string department, Window window, Basis basis)
    {
        var words = (metric.Measure ?? throw new NotSupportedException()).Split(' ');
        var fields = words.SkipWhile(w => w is not ("per" or "distinct" or "in-force")).Skip(1).Where(w => w != "|").ToList();
        var cumulative = window.From is null || words[0] == "in-force";
        var balances = events.Select(e => e.Data).OfType<OpeningBalanceSet>().Where(o => cumulative && o.Metric == metric.Code && o.On <= window.Until && Below(o.Department, department))
            .GroupBy(o => o.Department).ToDictionary(g => g.Key, g => g.Where(o => o.On == g.Max(x => x.On)).Last());
        var told = Entries(basis).Where(e => Below(e.Department, department) && e.Content.CountsOn <= window.Until && (cumulative || e.Content.CountsOn >= window.From)
            && !(balances.TryGetValue(e.Department, out var o) && e.Content.CountsOn <= o.On)).OrderBy(e => e.Content.CountsOn).ThenBy(e => e.No).ToList();
        var counted = told.Where(e => Admits(metric, e, ends: false)).ToList();
        var listed = balances.Values.SelectMany(o => o.Parties.Select(p => (o.Department, Unit: (object)Identity(p)))).ToList();
        var stated = balances.Values.Sum(o => o.Value);
        switch (words)
        {
            case ["count"]:
                return counted.Count + stated;
            case ["sum", var field]:
                return counted.Sum(e => Amount(e, field) ?? 0) + stated;
            case ["sum", var field, ..]:
                return counted.Where(e => Amount(e, field) is not null).SelectMany(e => Units(e, fields).Select(u => (u, e))).GroupBy(x => x.u).Sum(g => Amount(g.First().e, field)!.Value);
            case ["distinct", ..]:
                return counted.SelectMany(e => Units(e, fields)).Concat(listed.Select(l => l.Unit)).Distinct().Count() + stated;
            case ["in-force", ..]:
                var standing = told.GroupBy(e => e.Department).SelectMany(own => own.SelectMany(e => Units(e, fields).Select(u => (u, e))).GroupBy(x => x.u)
                    .Where(g => Last(metric, g.Select(x => x.e)) ?? listed.Contains((own.Key, g.Key))).Select(g => g.Key));
                var untouched = listed.Where(l => !told.Any(e => e.Department == l.Department && Units(e, fields).Contains(l.Unit) && (Admits(metric, e, false) || Admits(metric, e, true)))).Select(l => l.Unit);
                return standing.Concat(untouched).Distinct().Count() + stated;
            case ["latest", var field]:
                return counted.Where(e => e.Department == department && Amount(e, field) is not null).Select(e => Amount(e, field)).LastOrDefault();
            default:
                throw new NotSupportedException(metric.Measure);
        }
    }

    /// <summary>Whether the last of these began (of one day, an ending comes last); null where none of them says.</summary>
    private bool? Last(MetricDefined metric, IEnumerable<Told> entries) => entries
        .SelectMany(e => new[] { (e, Ends: false), (e, Ends: true) }.Where(x => Admits(metric, x.e, x.Ends)))
        .OrderBy(x => x.e.Content.CountsOn).ThenBy(x => x.Ends).Select(x => (bool?)!x.Ends).LastOrDefault();
}
