using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>What the program measures of itself is for whoever runs it; that it lives is for anyone, and no more.</summary>
public sealed class OperatorsTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));

    [Fact]
    public async Task Measures_are_read_on_this_machine_and_not_through_a_proxy()
    {
        (await StatusAsync([])).ShouldBe([200, 401, 401, 401, 401, 401, 200], "directly, then with each header, then with a token of nobody");
        (await StatusAsync(["--WorkTracker:Proxies=127.0.0.1"])).ShouldAllBe(status => status == 401, "behind a proxy that is set");
        (await StatusAsync(["--WorkTracker:Https=true"])).ShouldAllBe(status => status == 401, "behind a proxy for HTTPS");
    }

    [Fact]
    public async Task Where_a_token_is_set_it_is_wanted_of_all_and_enough()
    {
        (await StatusAsync(["--WorkTracker:MetricsToken=a-secret-of-prometheus"], "a-secret-of-prometheus")).ShouldBe([401, 401, 401, 401, 401, 401, 200]);
        (await StatusAsync(["--WorkTracker:MetricsToken=a-secret-of-prometheus", "--WorkTracker:Proxies=127.0.0.1"], "a-secret-of-prometheus")).ShouldBe([401, 401, 401, 401, 401, 401, 200]);
        (await StatusAsync(["--WorkTracker:MetricsToken=a-secret-of-prometheus"], "another")).ShouldAllBe(status => status == 401);
    }

    [Fact]
    public async Task Health_says_its_status_to_anyone_and_why_to_who_is_signed_in()
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var nobody = new HttpClient { BaseAddress = new(app.Urls.First()) };
        using var user = TestAccounts.Client(new(app.Urls.First()), await TestAccounts.TokenAsync(app.Services, "anybody", []));
        foreach (var address in new[] { "/health/live", "/health/ready" })
        {
            (await nobody.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).ShouldBe("""{"status":"healthy"}""");
        }

        (await user.GetStringAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("position");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Of seven ways to ask: plainly, as different proxies would, for another name, and with a bearer's token.</summary>
    private async Task<List<int>> StatusAsync(string[] settings, string token = "nobodys")
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings, .. settings]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var statuses = new List<int>();
        foreach (var (name, value) in new[] { ("Accept", "*/*"), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=127.0.0.1"), ("X-Real-IP", "127.0.0.1"), ("Host", "worktracker.example"), ("Authorization", $"Bearer {token}") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            request.Headers.Add(name, value);
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)answer.StatusCode);
        }

        await app.StopAsync(TestContext.Current.CancellationToken);
        return statuses;
    }

    public async ValueTask DisposeAsync() => await database.DisposeAsync();
}
