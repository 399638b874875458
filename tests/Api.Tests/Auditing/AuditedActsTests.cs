using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Auditing;

/// <summary>Of each kind of act: where its line cannot be written nothing happens, and once it can, one line tells who and from where.</summary>
public sealed class AuditedActsTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";
    private const string NewPassword = "Heron-77-Willow";

    [Fact]
    public async Task What_a_user_does_is_told_or_does_not_happen()
    {
        await TestAccounts.OpenAsync(api.Services, "acts", Password, new Grant(Role.Leader, TestCatalog.County));
        var foreign = (await api.PostAsync("/api/entries", Requests.Lecture(department: TestCatalog.OtherCounty))).Id;
        using var user = api.Browser();
        using var second = api.Browser();
        Task<Answer> SendAsync(HttpMethod method, string path, object? body = null) => user.SendAsync(method, path, body);

        await ToldAsync("sign_in_failed", 401, () => user.SignInAsync("acts", "wrong"));
        await ToldAsync("signed_in", 200, () => user.SignInAsync("acts", Password));
        await ToldAsync("refused", 403, () => SendAsync(HttpMethod.Post, "/api/entries", Requests.Lecture()));
        await ToldAsync("refused", 404, () => user.GetAsync($"/api/entries/{foreign}"));
        await ToldAsync("exported", 200, () => user.GetAsync("/api/catalog"));
        var issued = await ToldAsync("token_issued", 200, () => SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope = "read" }));
        using (var program = TestAccounts.Client(api.Http.BaseAddress!, issued.Json.GetProperty("secret").GetString()!))
        {
            await ToldAsync("token_used", 200, async () =>
            {
                using var answer = await program.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken);
                return new((int)answer.StatusCode, "", null);
            });
        }

        await ToldAsync("token_revoked", 204, () => SendAsync(HttpMethod.Delete, $"/api/session/tokens/{issued.Id}"));
        await second.SignInAsync("acts", Password);
        var other = (await second.GetAsync("/api/sessions")).Json.EnumerateArray().Single(one => one.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();
        await ToldAsync("session_ended", 204, () => SendAsync(HttpMethod.Delete, $"/api/sessions/{other}"));
        await second.SignInAsync("acts", Password);
        await ToldAsync("sessions_ended", 204, () => SendAsync(HttpMethod.Delete, "/api/sessions/others"));

        var key = (await SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!;
        string Code()
        {
            api.Clock.Advance(TimeSpan.FromMinutes(1));
            return AuthenticatorApp.Code(key, api.Clock.GetUtcNow());
        }

        await ToldAsync("authenticator_set", 200, () => SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = Code() }));
        (await user.SignInAsync("acts", Password, Code())).Status.ShouldBe(200);
        await ToldAsync("authenticator_removed", 204, () => SendAsync(HttpMethod.Post, "/api/session/authenticator/removal", new { password = Password }));
        (await user.SignInAsync("acts", Password)).Status.ShouldBe(200);
        await ToldAsync("password_changed", 204, () => SendAsync(HttpMethod.Post, "/api/session/password", new { current = Password, password = NewPassword }));
        (await user.SignInAsync("acts", NewPassword)).Status.ShouldBe(200);
        await ToldAsync("signed_out", 204, () => SendAsync(HttpMethod.Delete, "/api/sessions/this"));
        (await user.SignInAsync("acts", NewPassword)).Status.ShouldBe(200);
        await ToldAsync("signed_out", 204, () => SendAsync(HttpMethod.Delete, "/api/session"));
        (await user.GetAsync("/api/session")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task What_an_administrator_does_is_told_with_the_role_or_does_not_happen()
    {
        await TestAccounts.OpenAsync(api.Services, "second-chief", Password, new Grant(Role.Administrator, Grant.Everywhere));
        var role = new { role = "reporter", department = TestCatalog.County };
        var opened = await ToldAsync("account_opened", 201, () => api.PostAsync("/api/users", new { name = "managed" }), "worker");
        var user = $"/api/users/{opened.Id}";
        await ToldAsync("role_granted", 200, () => api.PostAsync($"{user}/roles", role), "worker");
        await ToldAsync("role_revoked", 200, () => api.PostAsync($"{user}/revocations", role), "worker");
        await ToldAsync("administrator_proposed", 202, () => api.PostAsync($"{user}/roles", new { role = "administrator", department = "*" }), "worker");
        await ToldAsync("administrator_change_withdrawn", 200, () => api.PostAsync($"{user}/withdrawals", new { change = "grant", department = "*", by = "worker" }), "worker");
        using var browser = api.Browser();
        await browser.SignInAsync("managed", "wrong");
        await ToldAsync("account_unlocked", 204, () => api.PostAsync($"{user}/unlocking", new { }), "worker");
        await browser.SignInAsync("managed", opened.Json.GetProperty("password").GetString()!);
        await ToldAsync("sessions_ended", 204, () => api.SendAsync(HttpMethod.Delete, $"{user}/sessions", null, null), "worker");
        await ToldAsync("password_reset", 200, () => api.PostAsync($"{user}/password", new { }), "worker");
        await ToldAsync("account_disabled", 200, () => api.PostAsync($"{user}/disabling", new { }), "worker");
        await ToldAsync("account_enabled", 200, () => api.PostAsync($"{user}/enabling", new { }), "worker");
        (await api.CountAsync("""
            accounts.audit where who = 'worker' and what in ('account_opened', 'role_granted', 'role_revoked', 'administrator_proposed', 'administrator_change_withdrawn', 'account_unlocked', 'sessions_ended',
                'password_reset', 'account_disabled', 'account_enabled') and roles <> '{Administrator}'
            """)).ShouldBe(0, "each rests on the role of an administrator");
    }

    [Fact]
    public async Task Reading_the_log_is_told_in_the_log()
    {
        using var auditor = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "reads-log", [new(Role.Auditor, Grant.Everywhere)]));
        await ToldAsync("exported", 200, async () =>
        {
            using var answer = await auditor.GetAsync(new Uri("/api/audit", UriKind.Relative), TestContext.Current.CancellationToken);
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), null);
        }, "reads-log");
    }

    [Fact]
    public async Task A_new_password_that_does_not_do_is_not_told_as_changed_nor_a_token_of_nobody_as_revoked()
    {
        await TestAccounts.OpenAsync(api.Services, "untold", Password);
        using var browser = api.Browser();
        await browser.SignInAsync("untold", Password);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = Password, password = "short" })).Status.ShouldBe(400);
        (await browser.SendAsync(HttpMethod.Delete, $"/api/session/tokens/{Guid.NewGuid()}")).Status.ShouldBe(404);
        (await api.CountAsync("accounts.audit where who = 'untold' and what <> 'signed_in'")).ShouldBe(0);
    }

    private async Task<Answer> ToldAsync(string what, int status, Func<Task<Answer>> act, string who = "acts")
    {
        var lines = $"accounts.audit where what = '{what}' and who = '{who}' and address = '127.0.0.1'";
        var before = await api.CountAsync(lines);
        await api.ExecuteAsync($"alter table accounts.audit add constraint broken check (what <> '{what}') not valid");
        try
        {
            (await act()).Status.ShouldBe(500, $"{what}: its line cannot be written");
        }
        finally
        {
            await api.ExecuteAsync("alter table accounts.audit drop constraint broken");
        }

        var answer = await act();
        answer.Status.ShouldBe(status, $"{what}: {answer.Body}");
        (await api.CountAsync(lines)).ShouldBe(before + 1, what);
        return answer;
    }
}
