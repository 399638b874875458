using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>
/// A role on a department for a user. Administrator and auditor exclude one another: who sets things up does not judge how it was done.
/// Once there are two administrators, another one takes the word of both: the first asks, the second asks for the same.
/// </summary>
public sealed record GrantRole(Guid Account, Role Role, string Department)
{
    public static Decision Decide(GrantRole grant, Actor by, Roster roster, DepartmentTree tree)
    {
        if (roster.Find(grant.Account) is not { } member || !DisableAccount.Knows(roster.RightsOf(by), member, tree))
        {
            return Decision.Refuse("account-unknown", [new("account-unknown", "account", grant.Account.ToString())]);
        }

        if (AgainstDepartment(grant, by, roster, tree) is { } fault)
        {
            return Decision.Refuse("content-invalid", [fault]);
        }

        if (member.Grants.Contains(new(grant.Role, grant.Department)))
        {
            return Decision.Refuse("nothing-changed", [new("nothing-changed", "role")]);
        }

        if ((grant.Role == Role.Administrator && member.Holds(Role.Auditor)) || (grant.Role == Role.Auditor && (member.Holds(Role.Administrator) || !member.Proposed.IsEmpty)))
        {
            return Decision.Refuse("roles-exclude-each-other", [new("roles-exclude-each-other", "role")]);
        }

        return grant.Role == Role.Administrator && roster.Administrators.Count() >= 2 ? Administrator(grant, by, member) : Granted(grant);
    }

    private static Decision Administrator(GrantRole grant, Actor by, Member member) =>
        member.Proposed.FirstOrDefault(proposal => proposal.Department == grant.Department) switch
        {
            null => Decision.Accept(new AdministratorProposed(grant.Account, grant.Department, by.Name)),
            { By: var first } when first == by.Name || member.Name == by.Name => Decision.Refuse("second-administrator-wanted", [new("second-administrator-wanted", "role")]),
            _ => Granted(grant),
        };

    private static Decision Granted(GrantRole grant) => Decision.Accept(new RoleGranted(grant.Account, grant.Role, grant.Department));

    /// <summary>Nobody gives more than they have: the giver administers the department.</summary>
    private static Fault? AgainstDepartment(GrantRole grant, Actor by, Roster roster, DepartmentTree tree)
    {
        var rights = roster.RightsOf(by);
        var isAll = grant.Department == Grant.Everywhere;
        return (isAll ? rights.ReachesAll(Act.ManageAccounts, tree) : tree.Find(grant.Department) is not null && rights.Allows(Act.ManageAccounts, grant.Department, tree))
            ? null
            : new("department-unknown", "department", grant.Department);
    }
}
