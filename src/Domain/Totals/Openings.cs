using System.Collections.Frozen;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Totals;

/// <summary>One opening balance as the arithmetic needs it: the department's number, and the listed units.</summary>
public sealed record Opening(int Department, DateOnly On, decimal Value, FrozenSet<Guid> Units);

/// <summary>The opening balances of one metric, by department and day.</summary>
public sealed class Openings
{
    public static readonly Openings None = new([]);

    private readonly ILookup<int, Opening> byDepartment;

    private Openings(IReadOnlyList<Opening> all)
    {
        All = all;
        byDepartment = all.OrderBy(opening => opening.On).ToLookup(opening => opening.Department);
    }

    public IReadOnlyList<Opening> All { get; }

    public bool IsEmpty => All.Count == 0;

    public static Openings Of(string metric, Definitions definitions, DepartmentTree tree)
    {
        var all = definitions.OpeningBalances
            .Where(balance => balance.Metric == metric)
            .Select(balance => new Opening(tree.ByCode[balance.Department].Number, balance.On, balance.Value, balance.Parties.ToFrozenSet()))
            .OrderBy(opening => opening.Department).ThenBy(opening => opening.On)
            .ToList();
        return all.Count == 0 ? None : new(all);
    }

    /// <summary>Whether a metric can have such a balance. Paths are <c>metric</c>, <c>value</c>, <c>parties</c>.</summary>
    public static IEnumerable<Fault> Check(Metric metric, decimal value, bool listsParties)
    {
        var measure = metric.Measure;
        if (measure is not (Measure.Count or Measure.Sum or Measure.Distinct or Measure.InForce) || measure.PartyFields.Contains(Measure.ReportingDepartment))
        {
            yield return new("opening-not-possible", "metric", metric.Code);
        }

        if (listsParties && !measure.CountsUnits)
        {
            yield return new("opening-lists-nothing", "parties", metric.Code);
        }

        if (value < 0 || (measure is not Measure.Sum && value != decimal.Truncate(value)))
        {
            yield return new("opening-value", "value", metric.Code);
        }
    }

    /// <summary>Whether the metric counts parties of each sort that is listed. Paths are <c>parties[0].sort</c> and so on.</summary>
    public static IEnumerable<Fault> CheckSorts(Metric metric, IReadOnlyList<string> listed, Definitions definitions)
    {
        var counted = metric.Definition.Of.Select(kind => definitions.FindKind(kind)).OfType<Kind>()
            .SelectMany(kind => metric.Measure.PartyFields.Select(kind.Field).OfType<FieldDefinition>())
            .SelectMany(field => field.Sorts).ToHashSet(StringComparer.Ordinal);
        return listed.Select((sort, at) => (sort, at)).Where(pair => counted.Count > 0 && !counted.Contains(pair.sort))
            .Select(pair => new Fault("opening-sort", Paths.Item("parties", pair.at) + ".sort", pair.sort, string.Join('、', counted.Order(StringComparer.Ordinal))));
    }

    /// <summary>By day.</summary>
    public IEnumerable<Opening> At(int department) => byDepartment[department];

    /// <summary>The first balance that an entry of this day is part of; null where the entry counts beside all of them.</summary>
    public Opening? Covering(int department, DateOnly day) => byDepartment[department].FirstOrDefault(opening => opening.On >= day);
}
