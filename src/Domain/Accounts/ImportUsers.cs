using System.Collections.Immutable;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>A role for a user, who is new or known. <c>Line</c> counts as a spreadsheet does.</summary>
public sealed record UserRow(int Line, string Name, Role Role, string Department);

/// <summary>
/// Users from a file, wholly or not at all. Each row is decided as if it had been asked by itself after those above it: nobody gives through a file what
/// they could not give otherwise, and a further administrator is proposed only. What is so already, or waits for another's word already, is passed over, so that a file can be taken in again.
/// </summary>
public sealed record ImportUsers(ImmutableArray<UserRow> Rows)
{
    /// <param name="import">What is asked.</param>
    /// <param name="by">Whose rights hold.</param>
    /// <param name="roster">As it is before the first row.</param>
    /// <param name="tree">The departments.</param>
    /// <param name="idOf">The account's id of a new name.</param>
    public static Decision Decide(ImportUsers import, Actor by, Roster roster, DepartmentTree tree, Func<string, Guid> idOf)
    {
        var (events, faults, before) = (ImmutableArray.CreateBuilder<object>(), new List<Fault>(), roster);
        foreach (var row in import.Rows)
        {
            var decided = Decide(row, by, before, roster, tree, idOf);
            faults.AddRange(decided.Faults.Select(fault => fault with { Path = $"rows[{row.Line}].{fault.Path}" }));
            events.AddRange(decided.Events);
            roster = decided.Events.Aggregate(roster, Roster.Evolve);
        }

        return faults.Count > 0 ? Decision.Refuse("import-invalid", faults) : new Decision.Accepted(events.ToImmutable());
    }

    private static (ImmutableArray<object> Events, IEnumerable<Fault> Faults) Decide(UserRow row, Actor by, Roster before, Roster roster, DepartmentTree tree, Func<string, Guid> idOf)
    {
        ImmutableArray<object> opened = [];
        if (roster.Find(row.Name) is null)
        {
            var opening = OpenAccount.Decide(new(idOf(row.Name), row.Name), by, roster);
            if (opening is not Decision.Accepted accepted)
            {
                return ([], ((Decision.Refused)opening).Reason.Faults);
            }

            opened = accepted.Events;
            roster = opened.Aggregate(roster, Roster.Evolve);
        }
        else if (before.Find(row.Name) is { } known && !before.Administers(by, known, tree))
        {
            return ([], [new("account-exists", "name", row.Name)]);
        }

        return GrantRole.Decide(new(roster.Find(row.Name)!.Account, row.Role, row.Department), by, roster, tree) switch
        {
            Decision.Accepted granted => ([.. opened, .. granted.Events], []),
            Decision.Refused { Reason.Code: "nothing-changed" or "second-administrator-wanted" } => (opened, []),
            Decision.Refused refused => ([], refused.Reason.Faults),
            _ => throw new InvalidOperationException("No such decision."),
        };
    }
}
