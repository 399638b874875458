using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>Ends what a user may do, or lets it begin anew. The giver administers every department on which the user has a role.</summary>
public sealed record DisableAccount(Guid Account, bool Disabled)
{
    public static Decision Decide(DisableAccount disable, Actor by, Roster roster, DepartmentTree tree)
    {
        var rights = roster.RightsOf(by);
        return roster.Find(disable.Account) switch
        {
            { } member when !Administers(rights, member, tree) => Unknown(disable),
            null => Unknown(disable),
            { IsDisabled: var now } when now == disable.Disabled => Decision.Refuse("nothing-changed", [new("nothing-changed", "disabled")]),
            { } member when disable.Disabled && Last.IsLast(member, roster) => Decision.Refuse("last-administrator", [new("last-administrator", "account")]),
            _ => Decision.Accept(disable.Disabled ? new AccountDisabled(disable.Account) : new AccountEnabled(disable.Account)),
        };
    }

    /// <summary>
    /// Whether somebody's rights reach all that a user has been given, or is to be. A user without any role is whoever's that reaches all: else the password of one
    /// who is about to be an administrator could be had in any department.
    /// </summary>
    public static bool Administers(Rights rights, Member member, DepartmentTree tree) =>
        rights.ReachesAll(Act.ManageAccounts, tree) || (!member.Grants.IsEmpty && Places(member).All(department => rights.Allows(Act.ManageAccounts, department, tree)));

    /// <summary>Whether a user is anybody to somebody: has a role, or is to have one, where they administer, or none at all yet.</summary>
    public static bool Knows(Rights rights, Member member, DepartmentTree tree) =>
        (member.Grants.IsEmpty && member.Proposed.IsEmpty) || rights.ReachesAll(Act.ManageAccounts, tree)
        || Places(member).Any(department => rights.Allows(Act.ManageAccounts, department, tree));

    private static IEnumerable<string> Places(Member member) => member.Grants.Select(grant => grant.Department).Concat(member.Proposed.Select(proposal => proposal.Department));

    private static Decision Unknown(DisableAccount disable) => Decision.Refuse("account-unknown", [new("account-unknown", "account", disable.Account.ToString())]);
}
