using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>A change that waits for a second administrator's word, and what the one who looks at it may do about it.</summary>
public sealed record WaitingChange(Member Member, FirstWord First, bool MayConfirm, bool MayRefuse, bool MayTakeBack)
{
    /// <summary>Seen by who manages the account, said the first word, or might say the second.</summary>
    public static IEnumerable<WaitingChange> SeenBy(Actor by, Roster roster, DepartmentTree tree) => roster.Members.Values
        .SelectMany(member => member.Waiting, (member, word) => new WaitingChange(
            member,
            word,
            MayConfirm: IsDone(Again(word, member, by, roster, tree)),
            MayRefuse: by.Name != word.By && by.Account != member.Account && Reaches(word, member, by, roster, tree),
            MayTakeBack: by.Name == word.By))
        .Where(waiting => waiting.MayConfirm || waiting.MayRefuse || waiting.MayTakeBack || roster.Administers(by, waiting.Member, tree));

    /// <summary>Whoever confirms says the same.</summary>
    private static Decision Again(FirstWord word, Member member, Actor by, Roster roster, DepartmentTree tree) => word.Change switch
    {
        AdministratorChange.Grant => GrantRole.Decide(new(member.Account, Role.Administrator, word.Department), by, roster, tree),
        AdministratorChange.Revocation => RevokeRole.Decide(new(member.Account, Role.Administrator, word.Department), by, roster, tree),
        AdministratorChange.NewPassword => ResetPassword.Decide(new(member.Account), by, roster, tree),
        AdministratorChange.Disabling or AdministratorChange.Enabling => DisableAccount.Decide(new(member.Account, word.Change == AdministratorChange.Disabling), by, roster, tree),
        _ => throw new InvalidOperationException($"No such change: {word.Change}."),
    };

    private static bool IsDone(Decision said) => said is Decision.Accepted { Events: [not (AdministratorProposed or AdministratorChangeProposed)] };

    private static bool Reaches(FirstWord word, Member member, Actor by, Roster roster, DepartmentTree tree) => word.Change is AdministratorChange.Grant or AdministratorChange.Revocation
        ? roster.Knows(by, member, tree) && roster.RightsOf(by).Administers(word.Department, tree)
        : roster.Administers(by, member, tree);
}
