using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Goes along with what is told of accounts, step by step, and says what should never have happened. Knows nothing of how it was decided.</summary>
internal sealed class RoleWatch(DepartmentTree tree)
{
    private readonly Dictionary<Guid, string> names = [];
    private readonly HashSet<Guid> disabled = [];
    private readonly HashSet<(Guid Account, Role Role, string Department)> held = [];
    private readonly List<(Guid Account, string Department, string By)> asked = [];
    private bool begun;

    public List<string> Broken { get; } = [];

    /// <param name="told">The event.</param>
    /// <param name="by">Who made it; a name without an account is the program's own.</param>
    public void See(object told, string by)
    {
        var two = Administrators().Count() >= 2;
        switch (told)
        {
            case AccountOpened e:
                Expect(!names.Values.Contains(e.Name, StringComparer.OrdinalIgnoreCase), $"{e.Name} twice");
                Expect(IsProgram(by) || held.Any(grant => names[grant.Account] == by && grant.Role == Role.Administrator && !disabled.Contains(grant.Account)), $"{e.Name} opened by {by}");
                names[e.Account] = e.Name;
                break;
            case AccountDisabled e:
                Expect(held.Where(grant => grant.Account == e.Account).All(grant => Administers(by, grant.Department)), $"{names[e.Account]} disabled by {by}");
                disabled.Add(e.Account);
                break;
            case AccountEnabled e:
                Expect(held.Where(grant => grant.Account == e.Account).All(grant => Administers(by, grant.Department)), $"{names[e.Account]} enabled by {by}");
                disabled.Remove(e.Account);
                break;
            case AdministratorProposed e:
                Expect(Administers(by, e.Department), $"{names[e.Account]} proposed by {by}");
                asked.Add((e.Account, e.Department, e.By));
                Expect(e.By == by, $"{e.By} spoke for {by}");
                break;
            case RoleGranted e:
                Expect(Administers(by, e.Department), $"{e.Role}@{e.Department} granted by {by}");
                Expect(e.Role != Role.Administrator || !two || asked.Exists(word => (word.Account, word.Department) == (e.Account, e.Department) && word.By != by), $"{names[e.Account]} made administrator by {by} alone");
                Expect(e.Role != Role.Administrator || !two || names[e.Account] != by, $"{by} confirmed themselves");
                asked.RemoveAll(word => (word.Account, word.Department) == (e.Account, e.Department) && e.Role == Role.Administrator);
                Expect(held.Add((e.Account, e.Role, e.Department)), "granted twice");
                break;
            case RoleRevoked e:
                Expect(Administers(by, e.Department), $"{e.Role}@{e.Department} revoked by {by}");
                Expect(held.Remove((e.Account, e.Role, e.Department)) || asked.Exists(word => word.Account == e.Account && e.Role == Role.Administrator), "revoked what nobody had");
                asked.RemoveAll(word => (word.Account, word.Department) == (e.Account, e.Department) && e.Role == Role.Administrator);
                break;
            default:
                break;
        }

        foreach (var both in held.Where(grant => grant.Role == Role.Auditor).Where(grant => held.Any(other => other.Account == grant.Account && other.Role == Role.Administrator)))
        {
            Broken.Add($"{names[both.Account]} administers and audits after {told}");
        }

        var isThere = held.Any(grant => grant.Role == Role.Administrator && grant.Department == Grant.Everywhere && !disabled.Contains(grant.Account));
        Expect(!begun || isThere, $"nobody administers everything after {told}");
        begun |= isThere;
    }

    private IEnumerable<Guid> Administrators() => held.Where(grant => grant.Role == Role.Administrator && !disabled.Contains(grant.Account)).Select(grant => grant.Account).Distinct();

    private bool Administers(string by, string department) => IsProgram(by) || held.Any(grant =>
        names[grant.Account] == by && !disabled.Contains(grant.Account) && grant.Role == Role.Administrator
        && (grant.Department == Grant.Everywhere || grant.Department == tree.Root!.Code || tree.SelfAndAncestors(department).Any(above => above.Code == grant.Department)));

    private bool IsProgram(string by) => !names.ContainsValue(by);

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            Broken.Add(otherwise);
        }
    }
}
