using System.Text.Json;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Accounts;

/// <summary>What changes of administrators are called: in Chinese for people, in English for programs.</summary>
public static class ChangeNames
{
    private static readonly AdministratorChange[] Each = Enum.GetValues<AdministratorChange>();

    /// <summary>Each by both names, to choose from.</summary>
    public static readonly string All = string.Join('、', Each.Select(change => $"{change.InEnglish()}（{change.InChinese()}）"));

    public static AdministratorChange? Find(string written) => Each.Cast<AdministratorChange?>().FirstOrDefault(change => change!.Value.InEnglish() == written);

    /// <summary>Such as 授予管理员@431002 北湖区.</summary>
    public static string InChinese(this WaitingAnswer waiting, DepartmentTree tree) =>
        waiting.Department is { } department ? RoleNames.At(waiting.Change.InChinese(), department, tree) : waiting.Change.InChinese();

    private static string InChinese(this AdministratorChange change) => AccountTexts.ResourceManager.GetString(change.ToString(), null)!;

    private static string InEnglish(this AdministratorChange change) => JsonNamingPolicy.KebabCaseLower.ConvertName(change.ToString());
}
