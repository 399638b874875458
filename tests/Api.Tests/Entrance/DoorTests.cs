using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>The usual doors are shut: headers, cookies, how often.</summary>
public sealed partial class DoorTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData("/api/session")]
    [InlineData("/api/totals?window=never")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_the_browser_what_not_to_do(string address)
    {
        using var answer = await api.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("frame-ancestors 'none'");
        policy.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal)).Trim().ShouldBe("script-src 'self'");
    }

    [Fact]
    public async Task The_page_of_the_interface_runs_its_own_script_by_its_digest_and_no_other()
    {
        using var answer = await api.Http.GetAsync(new Uri("/openapi/", UriKind.Relative), TestContext.Current.CancellationToken);
        var script = Script().Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        script.ShouldContain("initialize");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain($"script-src 'self' 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}';");
        policy.Split(';').ShouldNotContain(part => part.Contains("script-src", StringComparison.Ordinal) && part.Contains("unsafe", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_only_and_for_this_site_only()
    {
        await TestAccounts.OpenAsync(api.Services, "cookie", "Kestrel-92-Otter");
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = api.Http.BaseAddress };
        using var answer = await http.PostAsync(new Uri("/api/session", UriKind.Relative), new StringContent("""{"name": "cookie", "password": "Kestrel-92-Otter"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        cookies.Count.ShouldBe(2);
        cookies.ShouldAllBe(cookie => cookie.Contains("httponly", StringComparison.Ordinal) && cookie.Contains("samesite=strict", StringComparison.Ordinal) && cookie.Contains("path=/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits_and_is_told_how_long()
    {
        await using var database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        await using var app = WorkTrackerHost.Build(
            Database.At(database.ConnectionString), [.. TestAccounts.Settings.Take(2), "--WorkTracker:RequestsAUser=20", "--WorkTracker:SignInsAnAddress=3", "--WorkTracker:Https=true", "--WorkTracker:Proxies=127.0.0.1"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var user = TestAccounts.Client(new(app.Urls.First()), await TestAccounts.TokenAsync(app.Services, "often", [new(Role.Leader, Grant.Everywhere)]));
        user.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var statuses = new List<HttpStatusCode>();
        for (var ask = 0; ask < 30; ask++)
        {
            using var answer = await user.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            }
        }

        statuses.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeInRange(6, 10);
        using var browser = new HttpClient { BaseAddress = user.BaseAddress, DefaultRequestHeaders = { { "X-Forwarded-Proto", "https" } } };
        for (var tried = 0; tried < 4; tried++)
        {
            using var answer = await browser.PostAsync(new Uri("/api/session", UriKind.Relative), new StringContent("""{"name": "x", "password": "y"}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(tried < 3 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests);
            answer.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=");
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_address_that_is_forwarded_is_believed_of_a_named_proxy_only()
    {
        await using var database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        foreach (var (proxy, expected) in new[] { ("192.0.2.1", HttpStatusCode.TooManyRequests), ("127.0.0.1", HttpStatusCode.Unauthorized) })
        {
            await using var app = WorkTrackerHost.Build(
                Database.At(database.ConnectionString), [.. TestAccounts.Settings.Take(2), "--WorkTracker:SignInsAnAddress=3", $"--WorkTracker:Proxies={proxy}"]);
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var browser = new HttpClient { BaseAddress = new(app.Urls.First()) };
            var last = HttpStatusCode.OK;
            for (var tried = 0; tried < 5; tried++)
            {
                using var signIn = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = new StringContent("""{"name": "x", "password": "y"}""", Encoding.UTF8, "application/json") };
                signIn.Headers.Add("X-Forwarded-For", $"203.0.113.{tried}");
                using var answer = await browser.SendAsync(signIn, TestContext.Current.CancellationToken);
                last = answer.StatusCode;
            }

            last.ShouldBe(expected, proxy);
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("AuditMonths", "5")]
    [InlineData("WaitingDays", "0")]
    [InlineData("WaitingDays", "31")]
    [InlineData("WaitingDays", "a week")]
    [InlineData("MinimumLength", "6")]
    [InlineData("Policy", "none")]
    [InlineData("Idle", "half an hour")]
    [InlineData("Idle", "00:00:00")]
    [InlineData("LongestSession", "-01:00:00")]
    public void A_policy_weaker_than_is_allowed_is_refused(string key, string value) =>
        Should.Throw<SettingException>(() => AccountPolicy.Of(new ConfigurationBuilder().AddInMemoryCollection([new($"WorkTracker:Accounts:{key}", value)]).Build()));

    [Fact]
    public void Dengbao_is_the_default_asvs_can_be_chosen_and_each_value_set_by_itself()
    {
        AccountPolicy.Of(new ConfigurationBuilder().Build()).ShouldBe(AccountPolicy.Dengbao);
        AccountPolicy.Dengbao.ShouldSatisfyAllConditions(p => p.FailuresToLock.ShouldBe(5), p => p.Lockout.ShouldBe(TimeSpan.FromMinutes(30)), p => p.GreatestAge.ShouldBe(TimeSpan.FromDays(90)));
        AccountPolicy.Of(new ConfigurationBuilder().AddInMemoryCollection([new("WorkTracker:Accounts:Policy", "asvs"), new("WorkTracker:Accounts:Idle", "00:10:00")]).Build())
            .ShouldBe(AccountPolicy.Asvs with { Idle = TimeSpan.FromMinutes(10) });
    }

    [GeneratedRegex("<script type=\"module\">([\\s\\S]*?)</script>")]
    private static partial Regex Script();
}
