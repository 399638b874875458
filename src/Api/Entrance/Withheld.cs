using WorkTracker.Api.Commands;
using WorkTracker.Domain;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// What was answered as unknown to somebody though it is there: not theirs, and whoever tries names shows by it. A name that is nowhere was mistyped;
/// an id that is nobody's was not.
/// </summary>
internal static class Withheld
{
    private const int Most = 10;

    /// <summary>The names and ids, a few of them.</summary>
    public static string[] In(IEnumerable<Fault> faults, Known known) => [.. faults.Where(fault => Is(fault, known)).Select(fault => fault.Particulars[0]).Distinct().Take(Most)];

    private static bool Is(Fault fault, Known known) => fault.Particulars is [var name, ..] && fault.Code switch
    {
        "department-unknown" => known.Tree.Find(name) is not null,
        "kind-unknown" => known.Definitions.FindKind(name) is not null,
        "metric-unknown" => known.Definitions.FindMetric(name.Split('@')[0]) is not null,
        "template-unknown" => known.Definitions.FindTemplate(name.Split('@')[0]) is not null,
        "party-unknown" or "report-unknown" => Guid.TryParse(name, out _),
        _ => false,
    };
}
