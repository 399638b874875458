using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>Ends what a user may do, or lets it begin anew.</summary>
public sealed record DisableAccount(Guid Account, bool Disabled)
{
    public static Decision Decide(DisableAccount disable, Actor by, Roster roster, DepartmentTree tree) => roster.Find(disable.Account) switch
    {
        { } member when !roster.Administers(by, member, tree) => Unknown(disable),
        null => Unknown(disable),
        { IsDisabled: var now } when now == disable.Disabled => Decision.Refuse("nothing-changed", [new("nothing-changed", "disabled")]),
        { } member when disable.Disabled && Last.IsLast(member, roster) => Decision.Refuse("last-administrator", [new("last-administrator", "account")]),
        { } member when disable.Disabled => ChangeAdministrator.Decide(AdministratorChange.Disabling, "", member, by, roster, tree, new AccountDisabled(disable.Account)),
        { } member => ChangeAdministrator.Decide(AdministratorChange.Enabling, "", member, by, roster, tree, new AccountEnabled(disable.Account)),
    };

    private static Decision Unknown(DisableAccount disable) => Decision.Refuse("account-unknown", [new("account-unknown", "account", disable.Account.ToString())]);
}
