namespace WorkTracker.Api.Catalog;

/// <summary>Finds what somebody probably meant to write.</summary>
internal static class Nearest
{
    /// <summary>The candidate that fewest letters part from <paramref name="written"/>: at most a third of them, and at most three.</summary>
    public static string? To(string written, IEnumerable<string> candidates) => written.Length > 80 ? null : candidates
        .Where(candidate => Math.Abs(candidate.Length - written.Length) <= 3)
        .Select(candidate => (candidate, Distance: Distance(written, candidate)))
        .Where(pair => pair.Distance is > 0 and <= 3 && pair.Distance * 3 <= pair.candidate.Length)
        .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
        .Select(pair => pair.candidate).FirstOrDefault();

    /// <summary>Letters to put in, take out or change (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            (var diagonal, row[0]) = (row[0], i);
            for (var j = 1; j <= to.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
