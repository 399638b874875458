using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>The comparison itself, the same for every table.</summary>
internal static class Differing
{
    /// <summary>
    /// kept, recomputed (JSON of a row, null where there is none), found (how many differ): the first rows of <c>kept</c> and <c>recomputed</c>,
    /// queries of the same columns that end <paramref name="queries"/>, which are not the same. <paramref name="key"/> are columns of ours, never a user's text.
    /// </summary>
    public static Sql Rows(Sql queries, string key)
    {
        var same = Sql.Of($"");
        same.AppendLiteral(string.Join(" and ", key.Split(", ").Select(column => $"k.{column} = r.{column}")));
        return Sql.Of($"""
            with {queries},
            differing as (
                select to_jsonb(k) as kept, to_jsonb(r) as recomputed from kept k full join recomputed r on {same}
                where to_jsonb(k) is distinct from to_jsonb(r))
            select kept::text, recomputed::text, count(*) over () as found from differing order by coalesce(kept, recomputed) limit {Verification.MostNamed}
            """);
    }
}
