using System.Globalization;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Accounts;

/// <summary>What roles are called: in Chinese for people, in English for programs.</summary>
public static class RoleNames
{
    /// <summary>Each by both names, to choose from.</summary>
    public static readonly string All = string.Join('、', Enum.GetValues<Role>().Select(role => $"{role.ToString().ToLower(CultureInfo.InvariantCulture)}（{role.InChinese()}）"));

    public static string InChinese(this Role role) => AccountTexts.ResourceManager.GetString(role.ToString(), null)!;

    /// <summary>Such as 报送员@431002 北湖区.</summary>
    public static string InChinese(this RoleAnswer role, DepartmentTree tree) => At(role.Role.InChinese(), role.Department, tree);

    internal static string At(string what, string department, DepartmentTree tree) =>
        department == Grant.Everywhere ? $"{what}@{AccountTexts.Everywhere}" : $"{what}@{department} {tree.Find(department)?.Name}".TrimEnd();

    /// <summary>Of either name; null where it is none.</summary>
    public static Role? Find(string written) =>
        Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => role!.Value.InChinese() == written || string.Equals(role.ToString(), written, StringComparison.OrdinalIgnoreCase));
}
