using System.Net.Http.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>What a token is good for, who sees it, and with what it ends.</summary>
public sealed class TokenTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Password = "Kestrel-92-Otter";

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("read,report")]
    [InlineData("session")]
    [InlineData("")]
    public async Task A_scope_is_one_of_three_words(string scope)
    {
        using var browser = await SignedInAsync($"scope{Guid.NewGuid():N}");
        var refused = await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope });
        (refused.Status, refused.Code).ShouldBe((400, "content-invalid"), refused.Body);
        (await browser.GetAsync("/api/session/tokens")).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_name_is_at_most_a_hundred_characters()
    {
        using var browser = await SignedInAsync("named");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = new string('长', 100), scope = "read" })).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = new string('长', 101), scope = "read" })).Faults.ShouldBe(["text-too-long"]);
    }

    [Fact]
    public async Task P11_No_token_manages_users_sessions_passwords_or_tokens()
    {
        using var browser = await SignedInAsync("chief", new Grant(Role.Administrator, Grant.Everywhere));
        using var program = TestAccounts.Client(api.Http.BaseAddress!, await SecretAsync(browser, "all"));
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "/api/users"), (HttpMethod.Post, "/api/users"), (HttpMethod.Post, $"/api/users/{Guid.NewGuid()}/roles"), (HttpMethod.Post, $"/api/users/{Guid.NewGuid()}/password"),
            (HttpMethod.Delete, $"/api/users/{Guid.NewGuid()}/sessions"), (HttpMethod.Get, $"/api/users/{Guid.NewGuid()}/tokens"), (HttpMethod.Post, "/api/session/tokens"),
            (HttpMethod.Post, "/api/session/password"), (HttpMethod.Delete, "/api/session"), (HttpMethod.Delete, "/api/sessions/others"),
        })
        {
            using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? JsonContent.Create(new { name = "puppet" }) : null, Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };
            using var answer = await program.SendAsync(request, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBe(403, $"{method} {path}");
        }

        (await program.GetAsync(new Uri("/api/catalog", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_gives_a_password_to_somebody_plants_no_token_and_leaves_none()
    {
        var opened = await api.PostAsync("/api/users", new { name = "planted" });
        using var browser = new Browser(api.Http.BaseAddress!);
        await browser.SignInAsync("planted", opened.Json.GetProperty("password").GetString()!);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope = "all" })).Code.ShouldBe("password-change-wanted");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = opened.Json.GetProperty("password").GetString()!, password = Password })).Status.ShouldBe(204);
        (await browser.SignInAsync("planted", Password)).Status.ShouldBe(200);
        using var program = TestAccounts.Client(api.Http.BaseAddress!, await SecretAsync(browser, "read"));
        (await StatusAsync(program)).ShouldBe(200);
        (await api.PostAsync($"/api/users/{opened.Id}/password", new { })).Status.ShouldBe(200);
        (await StatusAsync(program)).ShouldBe(401);
        (await api.GetAsync($"/api/users/{opened.Id}/tokens")).Json[0].GetProperty("revokedAt").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_the_tokens_of_those_whom_they_administer()
    {
        using var browser = await SignedInAsync("holder", new Grant(Role.Leader, TestCatalog.County));
        await TestAccounts.OpenAsync(api.Services, "other.county", Password, new Grant(Role.Administrator, TestCatalog.OtherCounty));
        using var other = new Browser(api.Http.BaseAddress!);
        await other.SignInAsync("other.county", Password);
        var holder = (await browser.GetAsync("/api/session")).Id;
        using var program = TestAccounts.Client(api.Http.BaseAddress!, await SecretAsync(browser, "read"));
        var listed = (await api.GetAsync($"/api/users/{holder}/tokens")).Json;
        listed.GetArrayLength().ShouldBe(1);
        var token = listed[0].GetProperty("id").GetGuid();
        (await other.GetAsync($"/api/users/{holder}/tokens")).Code.ShouldBe("account-unknown");
        (await other.SendAsync(HttpMethod.Delete, $"/api/users/{holder}/tokens/{token}")).Code.ShouldBe("account-unknown");
        (await StatusAsync(program)).ShouldBe(200);
        (await api.SendAsync(HttpMethod.Delete, $"/api/users/{holder}/tokens/{token}", null, null)).Status.ShouldBe(204);
        (await StatusAsync(program)).ShouldBe(401);
        (await api.CountAsync($"accounts.audit where what = 'token_revoked' and who = 'worker' and detail->>'account' = '{holder}'")).ShouldBe(1);
    }

    [Fact]
    public async Task One_ends_all_of_one_s_tokens_at_once_and_nothing_is_told_of_those_of_others()
    {
        using var browser = await SignedInAsync("many");
        using var program = TestAccounts.Client(api.Http.BaseAddress!, await SecretAsync(browser, "read"));
        using var another = await SignedInAsync("nosy");
        var id = (await browser.GetAsync("/api/session/tokens")).Json[0].GetProperty("id").GetGuid();
        (await another.SendAsync(HttpMethod.Delete, $"/api/session/tokens/{id}")).Status.ShouldBe(404);
        (await api.CountAsync("accounts.audit where what = 'token_revoked' and who = 'nosy'")).ShouldBe(0);
        (await StatusAsync(program)).ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Delete, "/api/session/tokens")).Status.ShouldBe(204);
        (await StatusAsync(program)).ShouldBe(401);
    }

    private static async Task<int> StatusAsync(HttpClient program) => (int)(await program.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;

    private static async Task<string> SecretAsync(Browser browser, string scope) =>
        (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "t", scope })).Json.GetProperty("secret").GetString()!;

    private async Task<Browser> SignedInAsync(string name, params Grant[] grants)
    {
        name = name[..Math.Min(name.Length, 30)];
        await TestAccounts.OpenAsync(api.Services, name, Password, grants);
        var browser = new Browser(api.Http.BaseAddress!);
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }
}
