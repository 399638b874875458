using WorkTracker.Api.Totals;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// What was answered as unknown to somebody though it is there: not theirs, and whoever tries names shows by it. A name that is nowhere was mistyped;
/// an id that is nobody's was not.
/// </summary>
internal static class Withheld
{
    private const int Most = 10;

    /// <summary>The codes and ids, a few of them, as they are kept and never as they were typed: the log is not for others to write into.</summary>
    public static string[] In(IEnumerable<Fault> faults, Sight sight) =>
        [.. faults.SelectMany(Asked).Distinct().Select(asked => Found(asked.Code, asked.Name, sight)).OfType<string>().Distinct().Take(Most)];

    /// <summary>A figure of a file that may not be frozen names metrics and a department.</summary>
    private static IEnumerable<(string Code, string Name)> Asked(Fault fault) => (fault.Code, fault.Particulars) switch
    {
        ("figure-unknown", [_, var metrics, var department]) => metrics.Split(',').Select(metric => ("metric-unknown", metric)).Prepend(("department-unknown", department)),
        (var code, [var name, ..]) => [(code, name)],
        _ => [],
    };

    /// <summary>Null where nothing was withheld: it is nowhere, or theirs and unknown for another reason, such as an earlier position.</summary>
    private static string? Found(string code, string name, Sight sight) => code switch
    {
        "department-unknown" => sight.Rights.Allows(Act.ReadTotals, name, sight.Tree) ? null : sight.Tree.Find(name)?.Code,
        "kind-unknown" => sight.Definitions.FindKind(name)?.Code,
        "metric-unknown" => TotalsQuery.ReadMetric(name, sight.Definitions) is { } metric && !IsSeenEverywhere(metric, sight) ? metric.Code : null,
        "template-unknown" => sight.Definitions.FindTemplate(name.Split('@')[0]) is { } template && !sight.Sees(template) ? template.Code : null,
        "party-unknown" or "report-unknown" => Guid.TryParse(name, out var id) ? id.ToString() : null,
        _ => null,
    };

    private static bool IsSeenEverywhere(Domain.Catalog.Metric metric, Sight sight) =>
        sight.Rights.Reach(Act.ReadTotals, sight.Tree).All(department => sight.Sees(metric, department.Code));
}
