using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>
/// A role on a department for a user. An auditor reads everything and changes nothing: beside auditor there is no role that changes anything.
/// Where another administrator covers as much as the giver, or ever did, a further one takes the word of two: the first asks, the second asks for the same.
/// </summary>
public sealed record GrantRole(Guid Account, Role Role, string Department)
{
    public static Decision Decide(GrantRole grant, Actor by, Roster roster, DepartmentTree tree)
    {
        if (roster.Find(grant.Account) is not { } member || !roster.Knows(by, member, tree))
        {
            return Decision.Refuse("account-unknown", [new("account-unknown", "account", grant.Account.ToString())]);
        }

        // Nobody gives more than they have.
        if (!Administers(by, grant.Department, roster, tree))
        {
            return Decision.Refuse("content-invalid", [new("department-unknown", "department", grant.Department)]);
        }

        if (member.Grants.Contains(new(grant.Role, grant.Department)))
        {
            return Decision.Refuse("nothing-changed", [new("nothing-changed", "role")]);
        }

        if (Exclude(grant.Role, member))
        {
            return Decision.Refuse("roles-exclude-each-other", [new("roles-exclude-each-other", "role")]);
        }

        return grant.Role == Role.Administrator && !roster.ActsAlone(by, tree) ? Administrator(grant, by, member, roster, tree) : Granted(grant);
    }

    private static bool Exclude(Role role, Member member) => role == Role.Auditor
        ? member.Proposed.Any() || member.Grants.Any(held => held.Role.ChangesAnything())
        : role.ChangesAnything() && member.Holds(Role.Auditor);

    private static Decision Administrator(GrantRole grant, Actor by, Member member, Roster roster, DepartmentTree tree)
    {
        var first = member.FirstWord(AdministratorChange.Grant, grant.Department)?.By;
        return first == by.Name || (first is not null && member.Account == by.Account) ? Decision.Refuse("second-administrator-wanted", [new("second-administrator-wanted", "role")])
            : first is not null && roster.IsOfAnother(first, by, other => other.Account != member.Account && Administers(other, grant.Department, roster, tree)) ? Granted(grant)
            : Decision.Accept(new AdministratorProposed(grant.Account, grant.Department, by.Name));
    }

    private static Decision Granted(GrantRole grant) => Decision.Accept(new RoleGranted(grant.Account, grant.Role, grant.Department));

    private static bool Administers(Actor by, string department, Roster roster, DepartmentTree tree) =>
        (department == Grant.Everywhere || tree.Find(department) is not null) && roster.RightsOf(by).Administers(department, tree);
}
