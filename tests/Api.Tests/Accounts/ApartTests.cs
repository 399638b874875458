using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>P11: nobody's answer is taken for another's, and nothing that others do moves it.</summary>
public sealed partial class ApartTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task P11_What_others_do_elsewhere_moves_no_answer_of_ones_own()
    {
        await ReportTemplates.DefineAsync(api, "apart", "# 报告\n{{ \"lectures.audience\" | figure: report }}");
        await LoadAsync("""
            kinds:
              - { code: apart-inside, name: 内部, readers: [reviewer, reporter], fields: [{ code: audience, name: 人数, type: quantity, unit: 人次 }] }
            """);
        await ActAsync(TestCatalog.County, "2015-05-01");
        using var watcher = await UserAsync("watcher", new Grant(Role.Leader, TestCatalog.County));
        var before = await AnswersAsync(watcher);
        await ActAsync(TestCatalog.OtherCounty, "2001-02-03");
        await ActAsync(TestCatalog.City, "2002-02-03");
        (await api.PostAsync("/api/entries", new { kind = "apart-inside", department = TestCatalog.County, program = "lectures", occurredOn = "2003-02-03", fields = new { audience = 77 } })).Status.ShouldBe(201);
        await LoadAsync("departments:\n  - { code: apart-new, name: 新单位, level: office, parent: \"431003\" }\n");
        await api.SeenAsync();
        foreach (var (address, answer) in await AnswersAsync(watcher))
        {
            answer.ShouldBe(before[address], address);
        }
    }

    [Fact]
    public async Task P11_An_answer_that_was_kept_for_one_is_never_unchanged_for_another_with_other_rights()
    {
        await LoadAsync("departments:\n  - { code: kept2, name: 二处, level: office, parent: \"431000\" }\n  - { code: kept9, name: 九处, level: office, parent: \"431000\" }\n");
        var users = new List<(string Name, HttpClient Http)>();
        foreach (var (role, department) in from role in Enum.GetValues<Role>() from department in new[] { "kept2", "kept9", TestCatalog.City } select (role, department))
        {
            users.Add(($"{role}@{department}", await UserAsync($"kept-{role}-{department}", new Grant(role, department))));
        }

        // From here on all stand at one position: nothing but rights tells their answers apart.
        await api.SeenAsync();
        var tags = new Dictionary<string, string>();
        foreach (var (name, user) in users)
        {
            foreach (var address in new[] { "/api/totals?window=2022", "/api/totals/breakdown?window=2022&metrics=lectures.sessions&by=month" })
            {
                foreach (var (other, tag) in tags.Where(pair => pair.Key.EndsWith(address, StringComparison.Ordinal)))
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "If-None-Match", tag } } };
                    using var kept = await user.SendAsync(request, TestContext.Current.CancellationToken);
                    kept.StatusCode.ShouldBe(HttpStatusCode.OK, $"{other} and {name}");
                }

                using var answer = await user.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
                tags[$"{name} {address}"] = answer.Headers.ETag!.ToString();
                (answer.Headers.CacheControl is { NoStore: true } or { Private: true, NoCache: true }).ShouldBeTrue(address);
            }
        }
    }

    [Fact]
    public async Task P11_The_command_id_of_another_user_is_taken_and_tells_nothing_of_what_it_did()
    {
        using var one = await UserAsync("keeper", new Grant(Role.Reporter, TestCatalog.County));
        using var other = await UserAsync("borrower", new Grant(Role.Reporter, TestCatalog.County), new Grant(Role.Writer, TestCatalog.County));
        foreach (var (address, body) in new (string, object)[] { ("/api/entries", Requests.Lecture()), ("/api/parties", new { sort = "enterprise", name = "示例借用企业" }) })
        {
            var key = $"the-same-key-{Guid.NewGuid()}";
            (await SendAsync(one, address, body, key)).Status.ShouldBe(201);
            (await SendAsync(one, address, body, key)).Status.ShouldBe(201);
            var borrowed = await SendAsync(other, address, body, key);
            (borrowed.Status, borrowed.Code).ShouldBe((409, "key-reused"));
            borrowed.Json.EnumerateObject().Select(property => property.Name).ShouldBe(["type", "title", "status", "code", "detail"]);
        }
    }

    /// <summary>What leaves traces: entries, an import, approvals, a correction, a report.</summary>
    private async Task ActAsync(string department, string day)
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(day, 123, department));
        (await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 })).Status.ShouldBe(200);
        (await api.PostAsync($"/api/entries/{entry.Id}/corrections", new { version = 2, reason = "更正", program = "lectures", occurredOn = day, fields = new { title = "讲座", audience = 124 } })).Status.ShouldBe(200);
        (await api.ImportAsync("lecture-held", $"单位,专项行动,发生日,题目,受众\n{department},lectures,{day},导入,9\n")).Status.ShouldBe(201);
        await api.SeenAsync();
        for (var at = 0; at < 2; at++)
        {
            (await api.PostAsync("/api/reports", new { template = "apart", window = day[..4], department })).Status.ShouldBe(201);
        }
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(HttpClient http)
    {
        var answers = new Dictionary<string, string>();
        string[] addresses =
        [
            "/api/entries?limit=500", "/api/entries?limit=1", "/api/reports", "/api/reports?limit=1", "/api/reports?limit=2", "/api/departments", "/api/catalog", "/api/templates", "/api/templates/help",
            .. from window in new[] { "2015", "until:2015-06", "until:2020-12-31" } from metric in new[] { "lectures.audience", "lectures.sessions", "wanqi.named" } from split in new[] { "month", "department", "program" }
               select $"/api/totals/breakdown?metrics={metric}&window={window}&by={split}&basis=reported",
            .. from window in new[] { "2001", "2015", "until:2015-06-12" } from basis in new[] { "reported", "approved" } select $"/api/totals?window={window}&basis={basis}&compare=previous-year",
            "/api/totals/lectures.audience/entries?window=until:2015-12&limit=1&basis=reported",
        ];
        foreach (var address in addresses)
        {
            answers[address] = Standing().Replace(await http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken), "");
        }

        return answers;
    }

    private static async Task<Answer> SendAsync(HttpClient http, string address, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body), Headers = { { CommandId.Header, key } } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), null);
    }

    private async Task LoadAsync(string yaml)
    {
        var put = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent(yaml, Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
    }

    private async Task<HttpClient> UserAsync(string name, params Grant[] grants) => TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, grants));

    /// <summary>How far totals are says how many events there are, and nothing of what is in them.</summary>
    [GeneratedRegex("\"(position|positionNow|behind)\":\\d+,?")]
    private static partial Regex Standing();
}
