using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Tests.Accounts;

/// <summary>anna and bo administer everything, chen a county; dora has no role. anna opened all accounts.</summary>
internal static class TwoAdministrators
{
    public static readonly string[] Names = ["anna", "bo", "chen", "dora"];

    public static readonly DepartmentTree Tree = new object[]
    {
        new DepartmentOpened("city", "市", "city", [], null), new DepartmentOpened("county", "县", "county", [], "city"), new DepartmentOpened("other", "县", "county", [], "city"),
    }.Aggregate(DepartmentTree.Empty, DepartmentTree.Evolve);

    public static Roster Opened => With(Roster.Empty, [.. Names.Select(name => (object)new AccountOpened(Id(name), name, "anna"))]);

    public static Roster Two => With(Opened, Admin("anna", "*"), Admin("bo", "*"), Admin("chen", "county"));

    public static Guid Id(string name) => new(name.PadLeft(16).Select(c => (byte)c).ToArray());

    public static Actor By(string name) => name == Actor.Local.Name ? Actor.Local : new(name, Id(name));

    public static RoleGranted Admin(string name, string department) => new(Id(name), Role.Administrator, department);

    public static Roster With(Roster roster, params object[] events) => events.Aggregate(roster, Roster.Evolve);

    public static Roster Taken(Roster roster, Decision decision) => With(roster, [.. decision.ShouldBeOfType<Decision.Accepted>().Events]);

    public static string Code(Decision decision) => decision.ShouldBeOfType<Decision.Refused>().Reason.Code;
}
