using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>Takes a role away, or a proposal to make somebody an administrator. The last administrator stays.</summary>
public sealed record RevokeRole(Guid Account, Role Role, string Department)
{
    public static Decision Decide(RevokeRole revoke, Actor by, Roster roster, DepartmentTree tree)
    {
        if (roster.Find(revoke.Account) is not { } member || !roster.RightsOf(by).Administers(revoke.Department, tree) || !roster.Knows(by, member, tree))
        {
            return Decision.Refuse("account-unknown", [new("account-unknown", "account", revoke.Account.ToString())]);
        }

        if (!member.Grants.Contains(new(revoke.Role, revoke.Department)))
        {
            return revoke.Role == Role.Administrator && member.FirstWord(AdministratorChange.Grant, revoke.Department) is { } word
                ? WithdrawChange.Decide(new(revoke.Account, word.Change, word.Department, word.By), by, roster, tree)
                : Decision.Refuse("nothing-changed", [new("nothing-changed", "role")]);
        }

        var revoked = new RoleRevoked(revoke.Account, revoke.Role, revoke.Department);
        return revoke.Role != Role.Administrator ? Decision.Accept(revoked)
            : Last.IsLast(member, roster) ? Decision.Refuse("last-administrator", [new("last-administrator", "account")])
            : ChangeAdministrator.Decide(AdministratorChange.Revocation, revoke.Department, member, by, roster, tree, revoked);
    }
}

/// <summary>Whether nobody but this one could administer everything.</summary>
internal static class Last
{
    private static readonly Grant Whole = new(Role.Administrator, Grant.Everywhere);

    public static bool IsLast(Member member, Roster roster) =>
        member.Grants.Contains(Whole) && !roster.Administrators.Any(other => other.Account != member.Account && other.Grants.Contains(Whole));
}
