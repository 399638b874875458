using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Entries;

/// <summary>Which rows of totals.entry somebody may read: their departments', and of internal kinds those where they are named.</summary>
internal static class ReadableEntries
{
    public static Sql Where(Sight sight)
    {
        var hidden = sight.InternalKinds.ToList();
        var common = Departments(sight, null);
        return hidden.Count == 0 ? common : Sql.Of($"""
            ((e.kind <> all({hidden.Select(kind => kind.Code).ToArray()}) and {common}) or {Sql.Join(" or ", hidden.Select(kind =>
                Sql.Of($"(e.kind = {kind.Code} and {Departments(sight, kind)})")))})
            """);
    }

    private static Sql Departments(Sight sight, Domain.Catalog.Kind? kind) => sight.Rights.ReachesAll(Act.ReadEntries, sight.Tree, kind)
        ? Sql.Of($"true")
        : Sql.Of($"e.department = any({sight.Rights.Reach(Act.ReadEntries, sight.Tree, kind).Select(department => department.Number).ToArray()})");
}
