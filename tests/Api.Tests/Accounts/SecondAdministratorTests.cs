using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Over HTTP: no administrator makes another alone, and a county's takes over no account that the city is about to trust.</summary>
public sealed class SecondAdministratorTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Password = "Kestrel-92-Otter";

    [Fact]
    public async Task P11_Nobody_becomes_the_second_administrator_by_giving_them_a_new_password()
    {
        var second = await TestAccounts.OpenAsync(api.Services, "boss", Password, new Grant(Role.Administrator, Grant.Everywhere));
        using var boss = await SignedInAsync("boss");
        var asked = await api.PostAsync($"/api/users/{second}/password", new { });
        (asked.Status, asked.Json.TryGetProperty("password", out _)).ShouldBe((202, false), asked.Body);
        (await api.PostAsync($"/api/users/{second}/password", new { })).Code.ShouldBe("second-administrator-wanted");
        (await boss.SendAsync(HttpMethod.Post, $"/api/users/{second}/password", new { })).Code.ShouldBe("own-password");
        (await boss.GetAsync("/api/session")).Status.ShouldBe(200, "nothing has happened to the session");
        await TestAccounts.OpenAsync(api.Services, "third", Password, new Grant(Role.Administrator, TestCatalog.City));
        using var third = await SignedInAsync("third");
        var given = await third.SendAsync(HttpMethod.Post, $"/api/users/{second}/password", new { });
        given.Status.ShouldBe(200, given.Body);
        (await boss.GetAsync("/api/session")).Status.ShouldBe(401);
        (await boss.SignInAsync("boss", given.Json.GetProperty("password").GetString()!)).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        (await api.CountAsync("accounts.audit where what = 'administrator_change_proposed' and who = 'worker'")).ShouldBeGreaterThan(0);
        (await api.CountAsync("accounts.audit where what = 'password_reset' and who = 'third'")).ShouldBe(1);
    }

    [Fact]
    public async Task P11_Nor_by_disabling_them_for_a_moment()
    {
        var second = await TestAccounts.OpenAsync(api.Services, "deputy", Password, new Grant(Role.Administrator, Grant.Everywhere));
        var puppet = await TestAccounts.OpenAsync(api.Services, "puppet", Password);
        (await api.PostAsync($"/api/users/{second}/disabling", new { })).Status.ShouldBe(202, "it waits");
        (await api.PostAsync($"/api/users/{second}/revocations", new { role = "administrator", department = "*" })).Status.ShouldBe(202);
        for (var sent = 0; sent < 2; sent++)
        {
            (await api.PostAsync($"/api/users/{puppet}/roles", new { role = "administrator", department = "*" }, "puppet-up")).Status.ShouldBe(202, "P2: the same answer each time");
            (await api.PostAsync($"/api/users/{second}/password", new { }, "deputy-lost-it")).Status.ShouldBe(202);
        }

        var users = (await api.GetAsync("/api/users")).Json.EnumerateArray().ToDictionary(user => user.GetProperty("name").GetString()!);
        users["deputy"].GetProperty("disabled").GetBoolean().ShouldBeFalse();
        users["deputy"].GetProperty("roles").GetArrayLength().ShouldBe(1);
        users["puppet"].GetProperty("roles").GetArrayLength().ShouldBe(0);
        users["puppet"].GetProperty("proposed").GetArrayLength().ShouldBe(1);
        (await api.CountAsync($"accounts.audit where what = 'administrator_proposed' and detail->>'account' = '{puppet}'")).ShouldBe(1);
        (await api.CountAsync($"accounts.audit where what = 'role_granted' and detail->>'account' = '{puppet}'")).ShouldBe(0, "nothing was granted");
    }

    [Fact]
    public async Task P11_A_county_s_administrator_takes_over_no_account_without_roles_nor_one_that_is_proposed()
    {
        await TestAccounts.OpenAsync(api.Services, "city.peer", Password, new Grant(Role.Administrator, Grant.Everywhere));
        await TestAccounts.OpenAsync(api.Services, "county.admin", Password, new Grant(Role.Administrator, TestCatalog.County));
        using var county = await SignedInAsync("county.admin");
        var fresh = (await api.PostAsync("/api/users", new { name = "secretary" })).Id;
        foreach (var state in new[] { "without roles", "proposed" })
        {
            (await county.GetAsync("/api/users")).Body.ShouldNotContain("secretary", Case.Sensitive, state);
            foreach (var (path, body) in new (string, object)[] { ("password", new { }), ("disabling", new { }), ("roles", new { role = "leader", department = TestCatalog.County }) })
            {
                if (state == "proposed" && path == "roles")
                {
                    continue;
                }

                (await county.SendAsync(HttpMethod.Post, $"/api/users/{fresh}/{path}", body)).Code.ShouldBe("account-unknown", $"{state} {path}");
            }

            (await api.PostAsync($"/api/users/{fresh}/roles", new { role = "administrator", department = "*" })).Status.ShouldBeOneOf(202, 409);
        }

        var own = await county.SendAsync(HttpMethod.Post, "/api/users", new { name = "county.clerk" });
        (await county.SendAsync(HttpMethod.Post, $"/api/users/{own.Id}/roles", new { role = "reporter", department = TestCatalog.County })).Status.ShouldBe(200);
        (await county.SendAsync(HttpMethod.Post, $"/api/users/{own.Id}/password", new { })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task That_a_name_is_taken_says_nothing_of_whose_it_is()
    {
        await TestAccounts.OpenAsync(api.Services, "county.opener", Password, new Grant(Role.Administrator, TestCatalog.County));
        await TestAccounts.OpenAsync(api.Services, "foreigner", Password, new Grant(Role.Leader, TestCatalog.OtherCounty));
        using var county = await SignedInAsync("county.opener");
        (await county.SendAsync(HttpMethod.Post, "/api/users", new { name = "own-clerk" })).Status.ShouldBe(201);
        var answers = new List<string>();
        foreach (var name in new[] { "own-clerk", "foreigner", "sample", "FOREIGNER" })
        {
            answers.Add((await county.SendAsync(HttpMethod.Post, "/api/users", new { name })).Body.Replace(name, "x", StringComparison.Ordinal));
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldContain("account-exists");
    }

    [Fact]
    public async Task A_disabled_user_s_sessions_and_tokens_do_not_come_back_with_them()
    {
        var id = await TestAccounts.OpenAsync(api.Services, "revived", Password, new Grant(Role.Leader, TestCatalog.County));
        using var browser = await SignedInAsync("revived");
        using var program = TestAccounts.Client(api.Http.BaseAddress!, (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope = "all" })).Json.GetProperty("secret").GetString()!);
        using var copy = browser.Copy();
        var stamp = await StampAsync("revived");
        (await api.PostAsync($"/api/users/{id}/disabling", new { })).Status.ShouldBe(200);
        (await api.PostAsync($"/api/users/{id}/enabling", new { })).Status.ShouldBe(200);
        (await copy.GetAsync("/api/session")).Status.ShouldBe(401);
        ((int)(await program.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(401);
        (await StampAsync("revived")).ShouldNotBe(stamp);
        (await browser.SignInAsync("revived", Password)).Status.ShouldBe(200);
    }

    private async Task<string> StampAsync(string name)
    {
        await using var scope = api.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<Users>().FindByNameAsync(name))!.Stamp;
    }

    private async Task<Browser> SignedInAsync(string name)
    {
        var browser = new Browser(api.Http.BaseAddress!);
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }
}
