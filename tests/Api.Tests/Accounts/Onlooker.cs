using System.Globalization;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>What a user of a <see cref="RandomCity"/> may see, told anew and as plainly as can be: nothing here asks the program.</summary>
internal sealed class Onlooker(RandomCity city, IReadOnlyList<Grant> grants)
{
    private static readonly Role[] ReadingReports = [Role.Writer, Role.Leader, Role.Administrator, Role.Auditor];

    public override string ToString() => string.Join(' ', grants.Select(grant => $"{grant.Role}@{grant.Department}"));

    public bool Reads(string code) => grants.Any(grant => city.IsBelow(code, grant.Department));

    public bool ReadsInternal(string code) => grants.Any(grant => city.Readers.Contains(grant.Role) && city.IsBelow(code, grant.Department));

    public bool KnowsOfTheInternal => grants.Any(grant => city.Readers.Contains(grant.Role));

    /// <summary>A department's own and those above it, which say where it hangs.</summary>
    public bool Names(string code) => Reads(code) || grants.Any(grant => city.IsBelow(grant.Department, code));

    public bool Reads(MarkedEntry entry) => entry.IsInternal ? ReadsInternal(entry.Office.Code) : Reads(entry.Office.Code);

    /// <summary>An auditor is told that a report of their departments is there, also where its numbers are not theirs.</summary>
    private bool Audits(MarkedReport report) => grants.Any(grant => grant.Role == Role.Auditor && city.IsBelow(report.Office.Code, grant.Department));

    public bool Reads(MarkedReport report) =>
        grants.Any(grant => ReadingReports.Contains(grant.Role) && city.IsBelow(report.Office.Code, grant.Department)) && (!report.IsInternal || ReadsInternal(report.Office.Code));

    public bool Writes(string code) => grants.Any(grant => grant.Role == Role.Writer && city.IsBelow(code, grant.Department));

    /// <summary>Texts that no answer may hold, whatever was asked: all marks that are not this user's to see.</summary>
    public IReadOnlyList<string> Forbidden()
    {
        var marks = Marks().ToList();
        return [.. marks.Where(mark => !mark.IsSeen).Select(mark => mark.Text).Except(marks.Where(mark => mark.IsSeen).Select(mark => mark.Text))];
    }

    private IEnumerable<(string Text, bool IsSeen)> Marks()
    {
        yield return (city.Kind, KnowsOfTheInternal);
        yield return (city.Metric, KnowsOfTheInternal);
        yield return (city.Field, KnowsOfTheInternal);
        foreach (var office in city.Tree)
        {
            yield return (office.Code, Names(office.Code));
            yield return (office.Name, Names(office.Code));
            foreach (var (number, isInternal) in Sums(office.Code))
            {
                yield return (number.ToString(CultureInfo.InvariantCulture), isInternal ? ReadsInternal(office.Code) : Reads(office.Code));
            }
        }

        foreach (var entry in city.Entries)
        {
            yield return (entry.Word, Reads(entry));
            yield return (entry.Number.ToString(CultureInfo.InvariantCulture), Reads(entry));
            yield return (entry.Id.ToString(), Reads(entry));
            yield return (entry.Person, entry.IsInternal ? KnowsOfTheInternal : Reads(entry));
            if (entry.Import is { } import)
            {
                yield return (import.ToString(), Reads(entry));
            }
        }

        foreach (var report in city.Reports)
        {
            yield return (report.Id.ToString(), Reads(report) || Audits(report));
        }
    }

    /// <summary>Totals of a department and all below it; of those that are in the sums of others, too.</summary>
    private IEnumerable<(long Number, bool IsInternal)> Sums(string code)
    {
        var below = city.Entries.Where(entry => city.IsBelow(entry.Office.Code, code)).ToList();
        var (open, approved, inside) = (Sum(below.Where(entry => !entry.IsInternal)), Sum(below.Where(entry => !entry.IsInternal && entry.Import is null)), Sum(below.Where(entry => entry.IsInternal)));
        return [(open, false), (approved, false), (inside, true), (inside + 1, true), (inside + 2, true), (open + inside, true), (approved + inside, true)];
    }

    private static long Sum(IEnumerable<MarkedEntry> entries) => entries.Sum(entry => entry.Number);

    /// <summary>The number that the audience of a department must have.</summary>
    public long Audience(string code) => Sums(code).First().Number;

    public long Internal(string code) => Sums(code).First(sum => sum.IsInternal).Number;
}
