using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Accounts;

/// <summary>A report is as internal as the most internal number in it: it is for those who may see each of them.</summary>
public static class ReportSight
{
    public static bool Sees(this Sight sight, Report report) =>
        sight.Rights.Allows(Act.ReadReports, report.Drafted.Department, sight.Tree)
        && report.Reads().All(sight.Sees);

    public static IEnumerable<TotalRead> Reads(IEnumerable<Figure> figures, IEnumerable<FigureList> lists) => figures.Select(Of).Concat(lists.Select(Of)).Distinct();

    /// <summary>Whether what was read may be read.</summary>
    public static bool Sees(this Sight sight, TotalRead read) =>
        sight.Rights.Allows(Act.ReadTotals, read.Department, sight.Tree)
        && read.Metrics.Split(',', StringSplitOptions.RemoveEmptyEntries).All(metric => sight.Find(metric) is { } found && sight.SeesAtAnyTime(found, read.Department));

    /// <summary>An auditor is told of each report of their departments that it is there, also where its numbers are not theirs to read.</summary>
    public static bool Audits(this Sight sight, Report report) =>
        (sight.Rights with { Grants = [.. sight.Rights.Grants.Where(grant => grant.Role == Role.Auditor)] }).Allows(Act.ReadReports, report.Drafted.Department, sight.Tree);

    /// <summary>Without what it tells of figures and rows that may not be seen.</summary>
    public static string TitleOf(this Sight sight, Report report) =>
        report.Drafted.Figures.Where(figure => !sight.Sees(Of(figure))).Select(figure => figure.Text)
            .Concat(report.Drafted.Lists.Where(list => !sight.Sees(Of(list))).SelectMany(list => list.Items).Select(item => item.Name))
            .Where(text => text.Length > 0).OrderByDescending(text => text.Length).Aggregate(report.Drafted.Title, (title, text) => title.Replace(text, "…", StringComparison.Ordinal));

    /// <summary>What somebody sent to be kept as a report and may not see, whether it is there or not: both are told alike.</summary>
    public static IReadOnlyList<Fault> Unseen(Sight sight, IEnumerable<Figure> figures, IEnumerable<FigureList> lists) =>
    [
        .. figures.Where(figure => !sight.Sees(Of(figure))).Select(figure => Unknown(figure.Key, figure.Name)),
        .. lists.Where(list => !sight.Sees(Of(list))).Select(list => new Fault("figure-unknown", "file", list.Source, list.Metric, list.Department)),
    ];

    public static Fault Unknown(FigureKey key, string name) => new("figure-unknown", $"figures.{key.Id}", name, key.Metrics, key.Department);

    /// <summary>All that a report rests on, printed or not, in the draft and as it was frozen.</summary>
    public static IEnumerable<TotalRead> Reads(this Report report) =>
        Reads(report.Drafted.Figures.Concat(report.Figures), report.Drafted.Lists).Concat(report.Drafted.Read ?? []).Distinct();

    private static TotalRead Of(Figure figure) => new(figure.Key.Metrics, figure.Key.Department);

    /// <summary>The list of a loop over departments names a level or tag in the metric's place.</summary>
    private static TotalRead Of(FigureList list) => new(list.Source == "departments" ? "" : list.Metric, list.Department);

    private static Metric? Find(this Sight sight, string metric) => metric.Split('@') switch
    {
        [var code, var version] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => sight.Definitions.FindMetric(code, number),
        [var code] => sight.Definitions.FindMetric(code),
        _ => null,
    };
}
