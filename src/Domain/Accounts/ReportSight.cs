using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Accounts;

/// <summary>A report is as internal as the most internal number in it: it is for those who may see each of them.</summary>
public static class ReportSight
{
    public static bool Sees(this Sight sight, Report report) =>
        sight.Rights.Allows(Act.ReadReports, report.Drafted.Department, sight.Tree)
        && sight.Sees([.. report.Drafted.Figures, .. report.Figures], report.Drafted.Lists);

    public static bool Sees(this Sight sight, IEnumerable<Figure> figures, IEnumerable<FigureList> lists) =>
        figures.Select(figure => (figure.Key.Metrics, figure.Key.Department)).Concat(lists.Select(list => (list.Source == "departments" ? "" : list.Metric, list.Department))).Distinct()
            .All(asked => sight.SeesAll(asked.Item1, asked.Item2));

    /// <summary>Codes with their versions, such as <c>private.gdp@1,private.tax@2</c>; none of a loop over departments, whose list names a level or tag instead.</summary>
    private static bool SeesAll(this Sight sight, string metrics, string department) =>
        sight.Rights.Allows(Act.ReadTotals, department, sight.Tree)
        && metrics.Split(',', StringSplitOptions.RemoveEmptyEntries).All(metric => sight.Find(metric) is { } found && sight.Sees(found, department));

    private static Metric? Find(this Sight sight, string metric) => metric.Split('@') switch
    {
        [var code, var version] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => sight.Definitions.FindMetric(code, number),
        [var code] => sight.Definitions.FindMetric(code),
        _ => null,
    };
}
