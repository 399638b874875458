using System.Diagnostics;
using System.Text.Json;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.SigningIn;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Tests.CommandLine;

/// <summary>Users and the audit log on the terminal: Chinese for people, English for programs.</summary>
public sealed class UsersVerbTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task Roles_are_named_in_Chinese_with_their_department_and_in_English_as_JSON()
    {
        await TestAccounts.OpenAsync(api.Services, "listed", "Kestrel-92-Otter", new(Role.Reporter, TestCatalog.County), new(Role.Leader, Grant.Everywhere));
        await api.ExecuteAsync("update accounts.account set locked_until = now() + interval '1 hour' where name = 'listed'");
        var listed = (await RunAsync([], "users", "list")).Output.Split('\n').Single(line => line.StartsWith("listed", StringComparison.Ordinal));
        listed.ShouldContain("报送员@431002 甲县、领导@全部单位");
        listed.ShouldContain("锁定至");
        var json = JsonDocument.Parse((await RunAsync([], "users", "list", "--json")).Output).RootElement.EnumerateArray().Single(user => user.GetProperty("name").GetString() == "listed");
        json.GetProperty("roles")[0].ToString().ShouldBe("""{"role":"reporter","department":"431002"}""");
    }

    [Fact]
    public async Task What_waits_for_a_second_administrator_is_listed_and_refused()
    {
        await TestAccounts.OpenAsync(api.Services, "peer", "Kestrel-92-Otter", new Grant(Role.Administrator, Grant.Everywhere));
        var user = await TestAccounts.OpenAsync(api.Services, "wanted", "Kestrel-92-Otter", new Grant(Role.Leader, TestCatalog.County));
        (await api.PostAsync($"/api/users/{user}/roles", new { role = "administrator", department = TestCatalog.County })).Status.ShouldBe(202);
        (await RunAsync([], "users", "waiting")).Output.ShouldMatch("^wanted　授予管理员@431002 甲县　提出人：worker　提出：[0-9: -]{16}　有效至：[0-9: -]{16}\n$");
        var json = JsonDocument.Parse((await RunAsync([], "users", "waiting", "--json")).Output).RootElement[0];
        (json.GetProperty("change").GetString(), json.GetProperty("mayRefuse").GetBoolean()).ShouldBe(("grant", true));
        (json.GetProperty("until").GetDateTimeOffset() - json.GetProperty("since").GetDateTimeOffset()).ShouldBe(TimeSpan.FromDays(3), "as it is set");
        (await RunAsync([], "users", "refuse", "wanted")).Output.ShouldBe("已拒绝：授予管理员@431002 甲县\n");
        (await api.CountAsync("accounts.audit where what = 'administrator_change_withdrawn' and who = 'local' and detail ->> 'askedBy' = 'worker'")).ShouldBe(1);
        (await RunAsync([], "users", "waiting")).Output.ShouldBe("没有等待确认的变更。\n");
        (await RunAsync([], "users", "refuse", "wanted")).Code.ShouldBe(0, "nothing is left to refuse");
        (await RunAsync([], "users", "refuse", "nobody")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_with_a_fault_leaves_nothing_behind()
    {
        var file = Path.Combine(Path.GetTempPath(), $"worktracker-users-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file, "用户名,角色,单位\nfirst-of-file,报送员,431002\nsecond-of-file,头目,431002\n", TestContext.Current.CancellationToken);
        try
        {
            var refused = await RunAsync([], "users", "import", file);
            (refused.Code, refused.Errors.Contains("rows[3].role", StringComparison.Ordinal)).ShouldBe((2, true), refused.Errors);
            (await api.CountAsync("accounts.account where name = 'first-of-file'")).ShouldBe(0);
            await File.WriteAllTextAsync(file, "用户名,角色,单位\nfirst-of-file,报送员,431002\n", TestContext.Current.CancellationToken);
            (await RunAsync([], "users", "import", file)).Output.ShouldContain("first-of-file");
            (await RunAsync([], "users", "import", file)).Output.ShouldContain("新增 0 个用户");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_audit_log_is_trimmed_by_a_verb_only_of_what_is_older_than_the_policy_keeps_it()
    {
        await api.ExecuteAsync("insert into accounts.audit (what, at) values ('ancient', now() - interval '13 months'), ('old', now() - interval '11 months')");
        var kept = await RunAsync([], "audit", "trim");
        (kept.Code, kept.Errors.Contains("永久保存", StringComparison.Ordinal)).ShouldBe((2, true), kept.Errors);
        (await RunAsync(["12"], "users", "list")).Code.ShouldBe(0);
        (await api.CountAsync("accounts.audit where what = 'ancient'")).ShouldBe(1, "opening the program deletes nothing");
        (await RunAsync(["12"], "audit", "trim")).Output.ShouldContain("已删除 1 条");
        (await api.CountAsync("accounts.audit where what = 'ancient'")).ShouldBe(0);
        (await api.CountAsync("accounts.audit where what = 'old'")).ShouldBe(1);
        (await api.CountAsync("accounts.audit where what = 'audit_trimmed' and who = 'local' and detail ->> 'lines' = '1'")).ShouldBe(1);
        var refused = await RunAsync(["5"], "audit", "trim");
        (refused.Code, refused.Errors.Trim()).ShouldBe((2, "设置 Accounts:AuditMonths 至少是 6：审计日志至少保存六个月。"));
    }

    [Fact]
    public void Each_role_has_a_name_by_which_it_is_found_again()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            RoleNames.Find(role.InChinese()).ShouldBe(role);
            RoleNames.Find(role.ToString().ToUpperInvariant()).ShouldBe(role);
        }

        RoleNames.Find("0").ShouldBeNull();
        new RoleAnswer(Role.Reporter, "gone").InChinese(DepartmentTree.Empty).ShouldBe("报送员@gone");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(string[] months, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WorkTracker.Api.dll"), .. verb])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8, StandardErrorEncoding = System.Text.Encoding.UTF8,
            Environment = { ["ConnectionStrings__worktracker"] = api.ConnectionString, ["Logging__LogLevel__Default"] = "None", ["WorkTracker__Accounts__AuditMonths"] = months.FirstOrDefault(), ["WorkTracker__Accounts__WaitingDays"] = "3" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
