using System.Globalization;

namespace WorkTracker.Domain;

/// <summary>Where a fault is: <c>where.program</c>, <c>of[1]</c>.</summary>
internal static class Paths
{
    /// <param name="list">The list's own path.</param>
    /// <param name="at">From 0.</param>
    public static string Item(string list, int at) => string.Create(CultureInfo.InvariantCulture, $"{list}[{at}]");
}
