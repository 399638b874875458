using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Accounts;

/// <summary>What somebody's roles allow: the one decision that every door asks.</summary>
public sealed record Rights(ImmutableArray<Grant> Grants, Scope Scope)
{
    public static readonly Rights None = new([], Scope.Read);

    /// <summary>Of the program's own actors: whoever can start it with its connection string owns the data. Who reported still never approves.</summary>
    public static readonly Rights OfTheProgram = new([.. Enum.GetValues<Role>().Select(role => new Grant(role, Grant.Everywhere))], Scope.Session);

    /// <summary>Tells one set of rights from every other: answers kept for one are not taken for another's. 32 hex digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', Grants.Select(grant => $"{grant.Role}@{grant.Department}").Distinct().Order(StringComparer.Ordinal).Prepend(Scope.ToString()))))[..16]);

    /// <summary>Whether the act is allowed on a department, on an entry of <paramref name="kind"/> where one is meant.</summary>
    public bool Allows(Act act, string department, DepartmentTree tree, Kind? kind = null) =>
        act.Within(Scope) && Taking(act, kind).Any(grant => Covers(grant, department, tree)) && (kind is null || NamedBy(kind, department, tree));

    /// <summary>Whether there is any department on which the act is allowed; of an act that touches all departments, whether it is allowed.</summary>
    public bool Allows(Act act, DepartmentTree tree) =>
        act.Within(Scope) && Grants.Any(grant => act.TakenBy(grant.Role) && (!act.IsOfAll() || CoversAll(grant, tree)));

    /// <summary>Departments on which the act is allowed: an act that touches all of them needs no department.</summary>
    public IEnumerable<Department> Reach(Act act, DepartmentTree tree, Kind? kind = null) =>
        tree.ByCode.Values.Where(department => Allows(act, department.Code, tree, kind));

    public bool ReachesAll(Act act, DepartmentTree tree, Kind? kind = null) =>
        act.Within(Scope) && Taking(act, kind).Any(grant => CoversAll(grant, tree)) && (kind is null || kind.Readers.IsEmpty || Naming(kind).Any(grant => CoversAll(grant, tree)));

    /// <summary>The roles that an act rests on: kept with what it changes.</summary>
    public IEnumerable<Role> RolesFor(Act act, string? department, DepartmentTree tree) =>
        Grants.Where(grant => act.TakenBy(grant.Role) && (department is null || Covers(grant, department, tree))).Select(grant => grant.Role).Distinct().Order();

    private static bool CoversAll(Grant grant, DepartmentTree tree) => grant.Department == Grant.Everywhere || (tree.Root is { } root && grant.Department == root.Code);

    private static bool Covers(Grant grant, string department, DepartmentTree tree) =>
        grant.Department == Grant.Everywhere || tree.SelfAndAncestors(department).Any(above => above.Code == grant.Department);

    private IEnumerable<Grant> Taking(Act act, Kind? kind) => kind is null || kind.Readers.IsEmpty || !act.Reads()
        ? Grants.Where(grant => act.TakenBy(grant.Role))
        : Naming(kind).Where(grant => act.TakenBy(grant.Role));

    /// <summary>An internal kind is for the roles that it names; who may not read it does nothing else with it either.</summary>
    private bool NamedBy(Kind kind, string department, DepartmentTree tree) => kind.Readers.IsEmpty || Naming(kind).Any(grant => Covers(grant, department, tree));

    private IEnumerable<Grant> Naming(Kind kind) => Grants.Where(grant => kind.Readers.Contains(grant.Role));
}
