using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>What makes an administrator, would make their word somebody else's, or end it. Stored by name.</summary>
public enum AdministratorChange
{
    NewPassword,
    Disabling,
    Enabling,
    Revocation,
    Grant,
}

/// <summary>The two words that a change of an administrator takes: the first is kept, the second does it. One's own word about oneself is enough.</summary>
internal static class ChangeAdministrator
{
    /// <param name="change">What is done.</param>
    /// <param name="department">Of a revocation; else empty.</param>
    /// <param name="member">To whom.</param>
    /// <param name="by">Who wants it now, and may.</param>
    /// <param name="roster">As things stand.</param>
    /// <param name="tree">The departments.</param>
    /// <param name="done">The event of the change itself.</param>
    public static Decision Decide(AdministratorChange change, string department, Member member, Actor by, Roster roster, DepartmentTree tree, object done)
    {
        if (!(member.Holds(Role.Administrator) || member.Proposed.Any()) || by.Account == member.Account || roster.ActsAlone(by, tree))
        {
            return Decision.Accept(done);
        }

        var first = member.FirstWord(change, department)?.By;
        return first == by.Name ? Decision.Refuse("second-administrator-wanted", [new("second-administrator-wanted", "")])
            : first is not null && roster.IsOfAnother(first, by, other => roster.Administers(other, member, tree)) ? Decision.Accept(done)
            : Decision.Accept(new AdministratorChangeProposed(member.Account, change, department, by.Name));
    }
}
