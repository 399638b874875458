namespace WorkTracker.Domain.Accounts;

/// <summary>A new user, without any role yet.</summary>
public sealed record OpenAccount(Guid Account, string Name)
{
    public static Decision Decide(OpenAccount open, Actor by, Roster roster) =>
        AccountName.Fault(open.Name) is { } fault ? Decision.Refuse(fault.Code == "account-exists" ? fault.Code : "content-invalid", [fault])
        : roster.Find(open.Name) is not null ? Decision.Refuse("account-exists", [new("account-exists", "name", open.Name)])
        : Decision.Accept(new AccountOpened(open.Account, open.Name, by.Name));
}
