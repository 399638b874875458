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
    private readonly HashSet<(Guid Account, string Department)> everAdministered = [];
    private bool begun;

    public List<string> Broken { get; } = [];

    /// <param name="told">The event.</param>
    /// <param name="by">Who made it; a name without an account is the program's own.</param>
    public void See(object told, string by)
    {
        var two = !IsProgram(by) && HadPeer(by);
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
                if (e.Role == Role.Administrator)
                {
                    everAdministered.Add((e.Account, e.Department));
                }

                break;
            case RoleRevoked e:
                Expect(Administers(by, e.Department), $"{e.Role}@{e.Department} revoked by {by}");
                Expect(held.Remove((e.Account, e.Role, e.Department)) || asked.Exists(word => word.Account == e.Account && e.Role == Role.Administrator), "revoked what nobody had");
                asked.RemoveAll(word => (word.Account, word.Department) == (e.Account, e.Department) && e.Role == Role.Administrator);
                break;
            default:
                break;
        }

        foreach (var both in held.Where(grant => grant.Role == Role.Auditor).Where(grant => held.Any(other => other.Account == grant.Account && other.Role is not (Role.Auditor or Role.Leader))))
        {
            Broken.Add($"{names[both.Account]} audits and changes something after {told}");
        }

        var isThere = held.Any(grant => grant.Role == Role.Administrator && grant.Department == Grant.Everywhere && !disabled.Contains(grant.Account));
        Expect(!begun || isThere, $"nobody administers everything after {told}");
        begun |= isThere;
    }

    /// <summary>Whether somebody else administers, or ever did, all that this one administers.</summary>
    private bool HadPeer(string by)
    {
        var places = held.Where(grant => names[grant.Account] == by && grant.Role == Role.Administrator).Select(grant => grant.Department).ToList();
        return everAdministered.Select(ever => ever.Account).Distinct().Where(account => names[account] != by)
            .Any(account => places.TrueForAll(place => everAdministered.Any(ever => ever.Account == account && Covers(ever.Department, place))));
    }

    private bool Administers(string by, string department) => IsProgram(by) || held.Any(grant =>
        names[grant.Account] == by && !disabled.Contains(grant.Account) && grant.Role == Role.Administrator
        && Covers(grant.Department, department));

    private bool Covers(string above, string department) =>
        above == Grant.Everywhere || above == tree.Root!.Code || tree.SelfAndAncestors(department).Any(one => one.Code == above);

    private bool IsProgram(string by) => !names.ContainsValue(by);

    private void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            Broken.Add(otherwise);
        }
    }
}
