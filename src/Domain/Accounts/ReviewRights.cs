using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>
/// Where a reviewer stands to an entry. <c>IsOwn</c>: reviews its department; <c>IsCovering</c>: that or one above; <c>IsAbove</c>: one above,
/// of the root's entries the root. <c>Authors</c> are all who reported, corrected or withdrew it.
/// </summary>
public sealed record ReviewRights(string By, Approval Approval, bool IsOwn, bool IsCovering, bool IsAbove, ImmutableHashSet<string> Authors, string? EndorsedBy)
{
    public bool IsAuthor => Authors.Contains(By);

    public static ReviewRights Of(Actor by, Rights rights, Kind kind, string department, DepartmentTree tree, IEnumerable<string> authors, string? endorsedBy)
    {
        var parent = tree.Find(department)?.Parent;
        return new(
            by.Name, kind.Approval,
            IsOwn: rights.Grants.Any(grant => grant.Role == Role.Reviewer && (grant.Department == department || grant.Department == Grant.Everywhere)),
            IsCovering: rights.Allows(Act.Review, department, tree, kind),
            IsAbove: rights.Allows(Act.Review, parent ?? department, tree, kind),
            [.. authors], endorsedBy);
    }
}
