using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Goes along with what is told of accounts, step by step, and says what should never have happened. Knows nothing of how it was decided.</summary>
internal sealed class RoleWatch(DepartmentTree tree)
{
    private readonly Dictionary<Guid, string> names = [];
    private readonly HashSet<Guid> disabled = [];
    private readonly HashSet<(Guid Account, Role Role, string Department)> held = [];
    private readonly List<(Guid Account, AdministratorChange Change, string Department, string By, DateTimeOffset At)> asked = [];
    private readonly HashSet<(Guid Account, string Department)> everAdministered = [];
    private bool begun;

    public List<string> Broken { get; } = [];

    /// <param name="told">The event.</param>
    /// <param name="by">Who made it; a name without an account is the program's own.</param>
    /// <param name="at">When. A first word counts for seven days.</param>
    public void See(object told, string by, DateTimeOffset at)
    {
        asked.RemoveAll(word => word.At.AddDays(7) <= at);
        var two = !IsProgram(by) && HadPeer(by);
        switch (told)
        {
            case AccountOpened e:
                Expect(!names.Values.Contains(e.Name, StringComparer.OrdinalIgnoreCase), $"{e.Name} twice");
                Expect(IsProgram(by) || held.Any(grant => names[grant.Account] == by && grant.Role == Role.Administrator && !disabled.Contains(grant.Account)), $"{e.Name} opened by {by}");
                names[e.Account] = e.Name;
                break;
            case AccountDisabled e:
                Expect(AdministersAll(by, e.Account), $"{names[e.Account]} disabled by {by}");
                ExpectTwo(AdministratorChange.Disabling, "", e.Account, by, two);
                disabled.Add(e.Account);
                break;
            case AccountEnabled e:
                Expect(AdministersAll(by, e.Account), $"{names[e.Account]} enabled by {by}");
                ExpectTwo(AdministratorChange.Enabling, "", e.Account, by, two);
                disabled.Remove(e.Account);
                break;
            case PasswordReset e:
                Expect(AdministersAll(by, e.Account) && names[e.Account] != by, $"{names[e.Account]} given a password by {by}");
                ExpectTwo(AdministratorChange.NewPassword, "", e.Account, by, two);
                break;
            case AdministratorProposed e:
                Expect(Administers(by, e.Department), $"{names[e.Account]} proposed by {by}");
                Ask(e.Account, AdministratorChange.Grant, e.Department, e.By, by, at);
                break;
            case AdministratorChangeProposed e:
                Expect(e.Change == AdministratorChange.Revocation ? Administers(by, e.Department) : AdministersAll(by, e.Account), $"{e.Change} of {names[e.Account]} proposed by {by}");
                Ask(e.Account, e.Change, e.Department, e.By, by, at);
                break;
            case AdministratorChangeWithdrawn e:
                Expect(asked.RemoveAll(word => Means(word, e.Account, e.Change, e.Department) && word.By == e.AskedBy) == 1, $"{by} withdrew what nobody had asked for");
                Expect(by == e.AskedBy || (names[e.Account] != by && (IsProgram(by) || held.Any(grant => names[grant.Account] == by && !disabled.Contains(grant.Account) && grant.Role == Role.Administrator))), $"{e.Change} of {names[e.Account]} refused by {by}");
                Expect(by == e.AskedBy || e.Department.Length == 0 || Administers(by, e.Department), $"{e.Change}@{e.Department} refused by {by}");
                Expect(e.By == by, $"{e.By} spoke for {by}");
                break;
            case RoleGranted e:
                Expect(Administers(by, e.Department), $"{e.Role}@{e.Department} granted by {by}");
                Expect(e.Role != Role.Administrator || !two || asked.Exists(word => Means(word, e.Account, AdministratorChange.Grant, e.Department) && word.By != by && Administers(word.By, e.Department)), $"{names[e.Account]} made administrator by {by} alone");
                Expect(e.Role != Role.Administrator || !two || names[e.Account] != by, $"{by} confirmed themselves");
                asked.RemoveAll(word => e.Role == Role.Administrator && Means(word, e.Account, AdministratorChange.Grant, e.Department));
                Expect(held.Add((e.Account, e.Role, e.Department)), "granted twice");
                if (e.Role == Role.Administrator)
                {
                    everAdministered.Add((e.Account, e.Department));
                }

                break;
            case RoleRevoked e:
                Expect(Administers(by, e.Department), $"{e.Role}@{e.Department} revoked by {by}");
                if (e.Role == Role.Administrator)
                {
                    ExpectTwo(AdministratorChange.Revocation, e.Department, e.Account, by, two);
                }

                Expect(held.Remove((e.Account, e.Role, e.Department)), "revoked what nobody had");
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

    private void Ask(Guid account, AdministratorChange change, string department, string giver, string by, DateTimeOffset at)
    {
        Expect(giver == by, $"{giver} spoke for {by}");
        asked.RemoveAll(word => Means(word, account, change, department));
        asked.Add((account, change, department, giver, at));
    }

    /// <summary>Of an administrator, or of who is to be one: another had asked for the same, unless it is about oneself.</summary>
    private void ExpectTwo(AdministratorChange change, string department, Guid account, string by, bool two)
    {
        var isAdministrator = held.Any(grant => grant.Account == account && grant.Role == Role.Administrator) || asked.Exists(word => word.Account == account && word.Change == AdministratorChange.Grant);
        Expect(!two || !isAdministrator || names[account] == by || asked.Exists(word => Means(word, account, change, department) && word.By != by && AdministersAll(word.By, account)), $"{change} of {names[account]} by {by} alone");
        asked.RemoveAll(word => Means(word, account, change, department));
    }

    private static bool Means((Guid Account, AdministratorChange Change, string Department, string By, DateTimeOffset At) word, Guid account, AdministratorChange change, string department) =>
        (word.Account, word.Change, word.Department) == (account, change, department);

    /// <summary>Whether somebody else administers, or ever did, all that this one administers.</summary>
    private bool HadPeer(string by)
    {
        var places = held.Where(grant => names[grant.Account] == by && grant.Role == Role.Administrator).Select(grant => grant.Department).ToList();
        return everAdministered.Select(ever => ever.Account).Distinct().Where(account => names[account] != by)
            .Any(account => places.TrueForAll(place => everAdministered.Any(ever => ever.Account == account && Covers(ever.Department, place))));
    }

    private bool AdministersAll(string by, Guid account) => held.Where(grant => grant.Account == account).All(grant => Administers(by, grant.Department));

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
