using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>
/// What waits for a second word waits no more: taken back by who said the first, or refused by another who might say the second. Not by whom it is about:
/// they would stay against everybody's will. <c>AskedBy</c> said the first; where another's waits by now, it goes on waiting.
/// </summary>
public sealed record WithdrawChange(Guid Account, AdministratorChange Change, string Department, string AskedBy)
{
    public static Decision Decide(WithdrawChange withdraw, Actor by, Roster roster, DepartmentTree tree) =>
        WaitingChange.SeenBy(by, roster, tree).FirstOrDefault(withdraw.Means) switch
        {
            { MayRefuse: true } or { MayTakeBack: true } => Decision.Accept(new AdministratorChangeWithdrawn(withdraw.Account, withdraw.Change, withdraw.Department, withdraw.AskedBy, by.Name)),
            { } => Decision.Refuse("not-allowed", [new("not-allowed", "")]),
            null when roster.Find(withdraw.Account) is { } member && roster.Knows(by, member, tree) => Decision.Refuse("nothing-waits", [new("nothing-waits", "by", withdraw.AskedBy)]),
            null => Decision.Refuse("account-unknown", [new("account-unknown", "account", withdraw.Account.ToString())]),
        };

    private bool Means(WaitingChange waiting) =>
        waiting.Member.Account == Account && waiting.First.IsOf(Change, Department) && waiting.First.By == AskedBy;
}
