using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>A new password for who has lost theirs; one's own is changed by who knows it.</summary>
public sealed record ResetPassword(Guid Account)
{
    public static Decision Decide(ResetPassword reset, Actor by, Roster roster, DepartmentTree tree) =>
        roster.Find(reset.Account) is not { } member || !roster.Administers(by, member, tree) ? Decision.Refuse("account-unknown", [new("account-unknown", "account", reset.Account.ToString())])
        : by.Account == member.Account ? Decision.Refuse("own-password", [new("own-password", "")])
        : ChangeAdministrator.Decide(AdministratorChange.NewPassword, "", member, by, roster, tree, new PasswordReset(reset.Account));
}
