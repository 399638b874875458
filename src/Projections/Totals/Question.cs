using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Projections.Totals;

/// <summary>A total that is asked for. <c>OwnOnly</c> leaves out the departments below.</summary>
/// <remarks>A metric and a department are told by their numbers: a dashboard compares thousands of questions, and definitions are long.</remarks>
public sealed record Question(Metric Metric, Department Department, Window Window, Basis Basis, bool OwnOnly = false)
{
    public bool Equals(Question? other) => other is not null
        && Metric.Number == other.Metric.Number && Department.Number == other.Department.Number
        && Window == other.Window && Basis == other.Basis && OwnOnly == other.OwnOnly;

    public override int GetHashCode() => HashCode.Combine(Metric.Number, Department.Number, Window, Basis, OwnOnly);
}

/// <summary>
/// The answer to a question, unscaled (yuan, not 亿元). <c>Value</c> is null where there is none, and <c>WhyNone</c> says why:
/// <c>no-data</c>, <c>division-by-zero</c>, <c>too-large</c>. <c>NotDeduplicated</c> is the part of a number of parties that comes from
/// unlisted ones of opening balances.
/// </summary>
public sealed record Total(Question Question, decimal? Value, string? WhyNone = null, decimal NotDeduplicated = 0);

/// <summary>Where totals stand: the position they have counted up to, and how many events are behind it.</summary>
public readonly record struct Standing(long Position, long Behind);
