using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>Who manages which account, and when one administrator's word is not enough: the rules of everything that is done to accounts.</summary>
public static class Administering
{
    public static bool Administers(this Rights rights, string department, DepartmentTree tree) =>
        department == Grant.Everywhere ? rights.ReachesAll(Act.ManageAccounts, tree) : rights.Allows(Act.ManageAccounts, department, tree);

    /// <summary>
    /// Rights that reach all that the member has been given, or is proposed for: else a county would hold the account that the city is about to trust.
    /// One who has nothing yet is managed by whoever opened the account, and by who reaches everything.
    /// </summary>
    public static bool Administers(this Roster roster, Actor by, Member member, DepartmentTree tree)
    {
        var (rights, concerned) = (roster.RightsOf(by), Concerned(member));
        return rights.Allows(Act.ManageAccounts, tree)
            && (concerned.Count > 0 ? concerned.TrueForAll(department => rights.Administers(department, tree)) : member.OpenedBy == by.Name || rights.ReachesAll(Act.ManageAccounts, tree));
    }

    /// <summary>Whether a member is anybody to who gives and takes roles: has one, or is to, where they administer. One who has nothing yet is nobody to others than their manager.</summary>
    public static bool Knows(this Roster roster, Actor by, Member member, DepartmentTree tree) =>
        Concerned(member) is { Count: > 0 } concerned
            ? roster.RightsOf(by) is var rights && (rights.ReachesAll(Act.ManageAccounts, tree) || concerned.Exists(department => rights.Administers(department, tree)))
            : roster.Administers(by, member, tree);

    /// <summary>
    /// What makes, unmakes or takes over an administrator is done by one alone who never had a peer: another administrator who covers as much.
    /// An end of the peer does not bring that back, else one of two would make the third alone. Whoever runs the program acts alone: the way out where one is lost.
    /// </summary>
    public static bool ActsAlone(this Roster roster, Actor by, DepartmentTree tree) =>
        by.Account is not { } account || roster.Find(account) is not { } self || !roster.Members.Values.Any(other => other.Account != account && Covers(other, self, tree));

    /// <summary>Whether somebody's word still counts as the first of two: of another administrator who might do the same.</summary>
    public static bool IsOfAnother(this Roster roster, string first, Actor by, Func<Actor, bool> might) =>
        first != by.Name && roster.Find(first) is { } member && might(new(member.Name, member.Account));

    private static List<string> Concerned(Member member) => [.. member.Grants.Select(grant => grant.Department), .. member.Proposed];

    private static bool Covers(Member other, Member self, DepartmentTree tree)
    {
        var once = new Rights([.. other.Administered.Select(department => new Grant(Role.Administrator, department))], Scope.Session);
        return self.Grants.Where(grant => grant.Role == Role.Administrator).All(grant => once.Administers(grant.Department, tree));
    }
}
