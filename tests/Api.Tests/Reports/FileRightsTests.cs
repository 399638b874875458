using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>A file says itself what it asks and from when: it gets no more by that than its sender may see, and costs no more than a template.</summary>
public sealed class FileRightsTests(RunningApi api) : IClassFixture<RunningApi>, IAsyncLifetime
{
    private static int number;

    private readonly int own = Interlocked.Increment(ref number);

    public async ValueTask InitializeAsync() => await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task L7_A_forged_position_tells_nothing_of_other_departments()
    {
        // Another department's opening balance, and the departments themselves, came before the figure of the file.
        var catalog = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent(
            $$"""{"opening-balances": [{"metric": "lectures.sessions", "department": "{{TestCatalog.OtherCounty}}", "on": "2019-12-31", "value": 4}]}""", Encoding.UTF8, "application/json"), null);
        catalog.Status.ShouldBe(200, catalog.Body);
        await api.SeenAsync();
        using var writer = await UserAsync("forging", Role.Writer, TestCatalog.County);
        var file = await DraftAsync(writer, "short", "2008");
        var forged = WordFile.WithData(file, data => System.Text.RegularExpressions.Regex.Replace(data, "(<report [^>]*position=\")[0-9]+", "${1}0").Replace("values=\"0\"", "values=\"5\"", StringComparison.Ordinal));
        var moved = (await RefreshAsync(writer, forged)).Json.GetProperty("result").GetProperty("moved").EnumerateArray().ToList();
        moved.ShouldNotBeEmpty();
        var told = moved.SelectMany(figure => figure.GetProperty("events").EnumerateArray()).Select(happened => happened.GetProperty("position").GetInt64()).Distinct().ToList();
        var theirs = await api.CountAsync($"wt.mt_events where seq_id in ({string.Join(',', told.Append(0))}) and coalesce(data ->> 'department', data ->> 'code') is distinct from '{TestCatalog.County}'");
        theirs.ShouldBe(0);
        told.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task L3_A_file_that_asks_more_than_a_template_could_is_refused_before_anything_is_counted()
    {
        var file = await DraftAsync(api.Http, "short", "2008");
        var figures = new StringBuilder();
        for (var day = 0; day < 6000; day++)
        {
            var (from, until) = (new DateOnly(2010, 1, 2).AddDays(day), new DateOnly(2030, 5, 20));
            figures.Append(System.Globalization.CultureInfo.InvariantCulture, $"<figure id=\"x\" metrics=\"lectures.audience@1\" department=\"{TestCatalog.City}\" window=\"{from:yyyy-MM-dd}..{until:yyyy-MM-dd}\" basis=\"approved\" style=\"exact\" name=\"n\" text=\"t\" values=\"1\"/>");
        }

        var clock = Stopwatch.StartNew();
        var refused = await RefreshAsync(api.Http, WordFile.WithData(file, data => data.Replace("</report>", figures + "</report>", StringComparison.Ordinal)));
        refused.Status.ShouldBe(400);
        refused.Faults.ShouldBe(["file-asks-too-much"]);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task An_auditor_is_told_of_a_report_with_internal_figures_that_it_is_there()
    {
        var catalog = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent($$"""
            kinds:
              - { code: inside{{own}}, name: 内部走访, approval: own, readers: [writer], fields: [{ code: title, name: 题目, type: text, max-length: 100 }] }
            metrics:
              - { code: inside{{own}}.count, name: 走访, unit: 次, measure: count, of: [inside{{own}}] }
            """, Encoding.UTF8, "application/yaml"), null);
        catalog.Status.ShouldBe(200, catalog.Body);
        await ReportTemplates.DefineAsync(api, $"inner{own}", $"# 走访{{{{ \"inside{own}.count\" | figure: report }}}}报告\n\n甲");
        await api.SeenAsync();
        using var writer = await UserAsync("inside.writer", Role.Writer, TestCatalog.County);
        using var auditor = await UserAsync("inside.auditor", Role.Auditor, TestCatalog.County);
        using var elsewhere = await UserAsync("inside.elsewhere", Role.Auditor, TestCatalog.OtherCounty);
        using var leader = await UserAsync("inside.leader", Role.Leader, TestCatalog.County);
        var drafted = await SendAsync(writer, HttpMethod.Post, "/api/reports", Json(new { template = $"inner{own}", window = "2022", department = TestCatalog.County }));
        drafted.Status.ShouldBe(201, drafted.Body);
        var file = await writer.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken);
        (await SendAsync(writer, HttpMethod.Post, $"/api/reports/{drafted.Id}/freeze?version=1", Content(file))).Status.ShouldBe(200);
        var hash = (await SendAsync(writer, HttpMethod.Get, $"/api/reports/{drafted.Id}", null)).Json.GetProperty("file").GetString();

        var withheld = (await SendAsync(auditor, HttpMethod.Get, "/api/reports", null)).Json.GetProperty("withheld").EnumerateArray().Single(report => report.GetProperty("id").GetGuid() == drafted.Id);
        withheld.GetProperty("title").GetString().ShouldBe("走访…报告");
        withheld.GetProperty("draftedBy").GetString().ShouldBe($"inside.writer{own}");
        withheld.GetProperty("frozenBy").GetString().ShouldBe($"inside.writer{own}");
        withheld.GetProperty("frozenFile").GetString().ShouldBe(hash);
        (await SendAsync(auditor, HttpMethod.Get, $"/api/reports/{drafted.Id}/file", null)).Status.ShouldBe(404);
        foreach (var other in new[] { elsewhere, leader })
        {
            (await SendAsync(other, HttpMethod.Get, "/api/reports", null)).Body.ShouldNotContain(drafted.Id.ToString());
        }
    }

    private async Task<HttpClient> UserAsync(string name, Role role, string department) =>
        TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"{name}{own}", [new(role, department)]));

    private static async Task<byte[]> DraftAsync(HttpClient user, string template, string window)
    {
        var drafted = await SendAsync(user, HttpMethod.Post, "/api/reports", Json(new { template, window, department = TestCatalog.County }));
        drafted.Status.ShouldBe(201, drafted.Body);
        return await user.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken);
    }

    private static Task<Answer> RefreshAsync(HttpClient user, byte[] file) => SendAsync(user, HttpMethod.Post, "/api/reports/refresh", Content(file));

    private static async Task<Answer> SendAsync(HttpClient user, HttpMethod method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content, Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var response = await user.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null);
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };
}
