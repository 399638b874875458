using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Auditing;

/// <summary>The audit log says what happened and nothing else, and nobody fills it.</summary>
public sealed class AuditTruthTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";

    [Fact]
    public async Task Whatever_takes_a_report_out_is_an_export_and_what_is_not_there_is_none()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await api.PostAsync("/api/entries", Requests.Lecture());
        await api.SeenAsync();
        var report = await api.PostAsync("/api/reports", new { template = "short", window = "2022" });
        report.Status.ShouldBe(201, report.Body);
        (await api.GetAsync($"/api/reports/{report.Id}/html")).Status.ShouldBe(200);
        (await ExportsAsync($"/api/reports/{report.Id}/html")).ShouldBe(1);
        var content = new ByteArrayContent(await api.Http.GetByteArrayAsync(new Uri($"/api/reports/{report.Id}/file", UriKind.Relative), TestContext.Current.CancellationToken));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        (await api.SendAsync(HttpMethod.Post, "/api/reports/refresh", content, null)).Status.ShouldBe(200);
        (await ExportsAsync("/api/reports/refresh")).ShouldBe(1);
        (await RunAsync("draft", "short", "--window", "2022", "--out", Path.Combine(Path.GetTempPath(), $"worktracker-{Environment.ProcessId}.docx"))).ShouldBe(0);
        (await api.CountAsync("accounts.audit where what = 'exported' and who = 'local' and detail->>'verb' = 'draft' and detail->>'template' = 'short'")).ShouldBe(1);

        var missing = $"/api/reports/{Guid.NewGuid()}/file";
        (await api.GetAsync(missing)).Status.ShouldBe(404);
        (await ExportsAsync(missing)).ShouldBe(0, "nothing left the program");
        (await api.CountAsync($"accounts.audit where what = 'refused' and detail->>'path' = '{missing}' and detail->>'code' = 'report-unknown'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_grant_that_is_refused_is_a_refusal_and_says_why()
    {
        var auditor = await TestAccounts.OpenAsync(api.Services, "reads-only", Password, new Grant(Role.Auditor, TestCatalog.County));
        (await api.PostAsync($"/api/users/{auditor}/roles", new { role = "reviewer", department = TestCatalog.County })).Code.ShouldBe("roles-exclude-each-other");
        (await api.PostAsync($"/api/users/{auditor}/roles", new { role = "leader", department = "nowhere" })).Code.ShouldBe("content-invalid");
        foreach (var code in new[] { "roles-exclude-each-other", "content-invalid" })
        {
            (await api.CountAsync($"accounts.audit where what = 'refused' and who = 'worker' and detail->>'path' = '/api/users/{auditor}/roles' and detail->>'code' = '{code}'")).ShouldBe(1, code);
        }

        (await api.CountAsync($"accounts.audit where what = 'role_granted' and detail->>'account' = '{auditor}'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_is_refused_again_and_again_is_told_once_a_minute_with_the_number()
    {
        const string Lines = "accounts.audit where what = 'refused' and account is null and detail->>'code' = 'antiforgery-failed'";
        using var stranger = api.Browser();
        stranger.Origin = "https://elsewhere.example";
        for (var tried = 0; tried < 40; tried++)
        {
            (await stranger.SignInAsync("anybody", "x")).Code.ShouldBe("antiforgery-failed");
        }

        (await api.CountAsync(Lines)).ShouldBe(1);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var waited = 0; waited < 100 && await api.CountAsync(Lines) < 2; waited++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await api.CountAsync($"{Lines} and detail->>'times' = '39'")).ShouldBe(1);
        (await api.CountAsync(Lines)).ShouldBe(2);
    }

    [Fact]
    public async Task Who_asks_for_what_is_there_and_not_theirs_is_told_and_who_mistypes_is_not()
    {
        using var user = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "curious", [new(Role.Reporter, TestCatalog.County), new(Role.Leader, TestCatalog.County)]));
        foreach (var (department, told) in new[] { (TestCatalog.OtherCounty, 4), ("999999", 4) })
        {
            (await StatusAsync(user, HttpMethod.Get, $"/api/totals?metrics=lectures.audience&window=2022&department={department}")).ShouldBe(400);
            (await StatusAsync(user, HttpMethod.Get, $"/api/totals/breakdown?metrics=lectures.audience&window=2022&by=month&department={department}")).ShouldBe(400);
            (await StatusAsync(user, HttpMethod.Get, $"/api/entries?department={department}")).ShouldBe(400);
            var lecture = System.Text.Json.Nodes.JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(Requests.Lecture("2022-03-01")))!;
            lecture["department"] = department;
            (await StatusAsync(user, HttpMethod.Post, "/api/entries", JsonContent.Create(lecture))).ShouldBe(400);
            (await api.CountAsync("accounts.audit where what = 'refused' and who = 'curious'")).ShouldBe(told);
        }

        (await api.CountAsync($"accounts.audit where what = 'refused' and who = 'curious' and detail->'withheld' = '[\"{TestCatalog.OtherCounty}\"]'")).ShouldBe(4);
    }

    [Fact]
    public async Task A_token_that_is_none_is_told()
    {
        using var guessing = TestAccounts.Client(api.Http.BaseAddress!, "wt_guessed");
        (await StatusAsync(guessing, HttpMethod.Get, "/api/entries/behind-the-door")).ShouldBe(401);
        (await api.CountAsync("accounts.audit where what = 'refused' and account is null and detail->>'code' = 'token-refused' and detail->>'route' = '/api/entries/{id}'")).ShouldBe(1);
    }

    private static async Task<int> StatusAsync(HttpClient user, HttpMethod method, string address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content, Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var answer = await user.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    [Fact]
    public async Task What_others_choose_is_cut_in_the_log()
    {
        await api.Services.GetRequiredService<AuditLog>().WriteAsync("tried", Actor.Local, new { path = new string('长', 5000), times = 3 }, cancellation: TestContext.Current.CancellationToken);
        (await api.CountAsync("accounts.audit where what = 'tried' and length(detail->>'path') = 201 and (detail->>'times')::int = 3")).ShouldBe(1);
    }

    [Fact]
    public async Task Attempts_from_another_site_are_attempts_and_plain_ones_of_a_site_by_HTTPS_are_refused_clearly()
    {
        await using var database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings.Take(2), "--WorkTracker:SignInsAnAddress=4", "--WorkTracker:Https=true", "--WorkTracker:Proxies=127.0.0.1"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var plain = TestAccounts.Client(new(app.Urls.First()), await TestAccounts.TokenAsync(app.Services, "plain", [new(Role.Leader, Grant.Everywhere)]));
        using var page = new Browser(new(app.Urls.First()));
        var refused = await page.SignInAsync("plain", "x");
        (refused.Status, refused.Code).ShouldBe((403, "https-wanted"), refused.Body);
        ((int)(await plain.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(403, "a token is not sent in clear either");
        ((int)(await plain.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(200);
        plain.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        ((int)(await plain.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode).ShouldBe(200);
        page.Origin = "https://elsewhere.example";
        var codes = new List<string?>();
        for (var tried = 0; tried < 5; tried++)
        {
            codes.Add((await page.SignInAsync("plain", "x")).Code);
        }

        codes.ShouldBe(["https-wanted", "https-wanted", "https-wanted", "too-many-requests", "too-many-requests"]);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private Task<long> ExportsAsync(string path) => api.CountAsync($"accounts.audit where what = 'exported' and who = 'worker' and detail->>'path' = '{path}'");

    private async Task<int> RunAsync(params string[] verb)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WorkTracker.Api.dll"), .. verb])
        {
            Environment = { ["ConnectionStrings__worktracker"] = api.ConnectionString, ["Logging__LogLevel__Default"] = "None" },
        })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
