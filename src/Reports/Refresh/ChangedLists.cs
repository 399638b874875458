using System.Globalization;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Refresh;

/// <summary>Rows that loops printed beside the rows that they would print now.</summary>
internal static class ChangedLists
{
    /// <summary><c>Current</c>: what the file shows stays what it is measured against, for no row is inserted or removed.</summary>
    public static async Task<(IReadOnlyList<ChangedRows> Changes, IReadOnlyList<FigureList> Current)> OfAsync(
        IReadOnlyList<FigureList> lists, FigureSource source, CancellationToken cancellation)
    {
        var changes = new List<ChangedRows>();
        foreach (var list in lists.Distinct())
        {
            if (await NowAsync(list, source, cancellation) is not { } items)
            {
                continue;
            }

            var (before, after) = (list.Items.ToDictionary(item => item.Key, item => item.Name, StringComparer.Ordinal), items.ToDictionary(item => item.Key, item => item.Name, StringComparer.Ordinal));
            List<string> added = [.. after.Where(item => !before.ContainsKey(item.Key)).Select(item => item.Value)];
            List<string> dropped = [.. before.Where(item => !after.ContainsKey(item.Key)).Select(item => item.Value)];
            if (added.Count + dropped.Count > 0)
            {
                changes.Add(new(list.Source, list.Metric, list.Window, added, dropped));
            }
        }

        return (changes, lists);
    }

    private static async Task<IReadOnlyList<ListedItem>?> NowAsync(FigureList list, FigureSource source, CancellationToken cancellation)
    {
        if (!Window.TryParse(list.Window, out var window) || source.Knowledge.Tree.Find(list.Department) is not { } department)
        {
            return null;
        }

        if (list.Source == "departments")
        {
            return [.. EntriesFilter.DepartmentsOf(source.Knowledge, list.Department, list.Metric, window.Until).Take(EntriesFilter.MostRows).Select(found => new ListedItem(found.Code, found.Name))];
        }

        if (MovedFigures.MetricOf(list.Metric, source.Knowledge) is not { } metric
            || list.Argument.Split('/') is not [var program, var limit] || !int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most))
        {
            return null;
        }

        var question = new Question(metric, department, window, list.Basis);
        return list.Source switch
        {
            "entries" when metric.Measure is not Measure.Computed =>
                [.. (await source.EntriesAsync(question, program.Length > 0 ? program : null, cancellation)).Take(most).Select(row => new ListedItem(row.Id.ToString(), row.Fields.GetValueOrDefault("title") ?? row.Department))],
            "parties" when metric.Measure.CountsUnits => [.. (await source.PartiesAsync(question, cancellation)).Take(most).Select(row => new ListedItem(row.Id.ToString(), row.Name))],
            _ => null,
        };
    }
}
