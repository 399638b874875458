using System.Net.Http.Json;
using System.Text;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Entrance;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>P11: what is not to be seen answers as what is not there, whichever way it is asked.</summary>
public sealed class UnseenTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Unseen = "unseen-a";
    private const string Nothing = "unseen-b";

    private static readonly Grant[] Everything = [.. new[] { Role.Reporter, Role.Leader, Role.Writer }.Select(role => new Grant(role, TestCatalog.County))];

    [Fact]
    public async Task P11_A_kind_that_became_internal_is_so_for_all_that_was_known_before()
    {
        await DefineAsync("turned", readers: "");
        (await api.PostAsync("/api/entries", Entry("turned", TestCatalog.County))).Status.ShouldBe(201);
        await api.SeenAsync();
        var before = await TotalsAsync(api.Http);
        await DefineAsync("turned", readers: ", readers: [reviewer]");
        await api.SeenAsync();
        using var user = await UserAsync("turned", Everything);
        foreach (var asOf in new[] { "", $"&asOf={before}" })
        {
            foreach (var address in new[] { "/api/totals?metrics=turned.count&", "/api/totals/breakdown?by=month&metrics=turned.count&", "/api/totals/turned.count/entries?" })
            {
                (await SendAsync(user, HttpMethod.Get, $"{address}window=2022&basis=reported&department={TestCatalog.County}{asOf}")).ShouldContain("metric-unknown", Case.Sensitive, $"{address} {asOf}");
            }
        }

        await ReportTemplates.DefineAsync(api, "turned", "{{ \"turned.count\" | figure: report }}");
        (await SendAsync(user, HttpMethod.Post, "/api/reports", JsonContent.Create(new { template = "turned", window = "2022", department = TestCatalog.County, asOf = $"{before}" }))).ShouldContain("template-unknown");
    }

    [Fact]
    public async Task P11_Names_that_are_not_to_be_seen_answer_as_names_that_nobody_gave()
    {
        await DefineAsync(Unseen, readers: ", readers: [reviewer]");
        await ReportTemplates.DefineAsync(api, Unseen, $"{{{{ \"{Unseen}.count\" | figure: report }}}}");
        using var user = await UserAsync("unseeing", Everything);
        foreach (var (method, address, content) in Questions())
        {
            var (hidden, none) = (await SendAsync(user, method, string.Format(null, address, Unseen), content(Unseen)), await SendAsync(user, method, string.Format(null, address, Nothing), content(Nothing)));
            hidden.Replace(Unseen, Nothing, StringComparison.Ordinal).ShouldBe(none, address);
        }

        foreach (var (method, address, content) in OfDepartments())
        {
            var (foreign, none) = (await SendAsync(user, method, string.Format(null, address, TestCatalog.OtherCounty), content(TestCatalog.OtherCounty)), await SendAsync(user, method, string.Format(null, address, "431999"), content("431999")));
            foreign.Replace(TestCatalog.OtherCounty, "431999", StringComparison.Ordinal).ShouldBe(none, address);
        }
    }

    private static IEnumerable<(HttpMethod, string, Func<string, HttpContent?>)> Questions() =>
    [
        (HttpMethod.Get, "/api/entries?kind={0}", None), (HttpMethod.Get, "/api/totals?window=2022&metrics={0}.count", None), (HttpMethod.Get, "/api/totals/{0}.count/entries?window=2022", None),
        (HttpMethod.Get, "/api/totals/breakdown?window=2022&by=month&metrics={0}.twice", None), (HttpMethod.Get, "/api/totals/live?window=2022&metrics={0}.twice@1", None), (HttpMethod.Get, "/api/templates/{0}", None),
        (HttpMethod.Post, "/api/entries", code => JsonContent.Create(Entry(code, TestCatalog.County))), (HttpMethod.Post, "/api/entries", code => JsonContent.Create(Entry(code, TestCatalog.OtherCounty))),
        (HttpMethod.Post, "/api/imports?kind={0}", _ => new StringContent("单位,无此列\n431002,1\n", Encoding.UTF8, "text/csv")),
        (HttpMethod.Post, "/api/reports", code => JsonContent.Create(new { template = code, window = "2022", department = TestCatalog.County })),
        (HttpMethod.Post, "/api/templates/check", code => new StringContent($"{{{{ \"{code}.count\" | figure: report }}}}", Encoding.UTF8, "text/plain")),
        (HttpMethod.Post, "/api/templates/check", code => new StringContent($"{{% assign m = \"{code}.twice\" %}}{{{{ m | figure: report }}}}", Encoding.UTF8, "text/plain")),
    ];

    private static IEnumerable<(HttpMethod, string, Func<string, HttpContent?>)> OfDepartments() =>
    [
        (HttpMethod.Get, "/api/entries?department={0}", None), (HttpMethod.Get, "/api/totals?window=2022&department={0}", None), (HttpMethod.Get, "/api/totals/live?window=2022&department={0}", None),
        (HttpMethod.Get, "/api/totals/breakdown?window=2022&by=department&metrics=lectures.sessions&department={0}", None), (HttpMethod.Get, "/api/totals/lectures.sessions/entries?window=2022&department={0}", None),
        (HttpMethod.Get, "/api/departments/{0}", None), (HttpMethod.Post, "/api/entries", code => JsonContent.Create(Requests.Lecture(department: code))),
        (HttpMethod.Post, "/api/imports?kind=lecture-held", code => new StringContent($"单位,专项行动,发生日,题目\n{code},lectures,2022-01-01,题\n", Encoding.UTF8, "text/csv")),
        (HttpMethod.Post, "/api/reports", code => JsonContent.Create(new { template = "none", window = "2022", department = code })),
    ];

    [Fact]
    public async Task P11_A_file_that_asks_for_rows_of_another_department_is_refused_as_one_that_asks_for_numbers()
    {
        await ReportTemplates.DefineAsync(api, "empty", "# 空白");
        (await api.PostAsync("/api/entries", Requests.Lecture("2016-01-02", 1, TestCatalog.OtherCounty, "乙县的讲座"))).Status.ShouldBe(201);
        await api.SeenAsync();
        var report = (await api.PostAsync("/api/reports", new { template = "empty", window = "2016", department = TestCatalog.County })).Id;
        using var user = await UserAsync("forger", [new(Role.Writer, TestCatalog.County)]);
        var own = await user.GetByteArrayAsync(new Uri($"/api/reports/{report}/file", UriKind.Relative), TestContext.Current.CancellationToken);
        foreach (var (source, metric, department) in new[] { ("entries", "lectures.sessions@1", TestCatalog.OtherCounty), ("parties", "wanqi.named@1", TestCatalog.City), ("departments", "county", TestCatalog.City) })
        {
            using var file = new WordFile(own);
            (file.Provenance with { Lists = [new FigureList(source, metric, department, "2016", Basis.Reported, "/500", [])] }).Write(file.Main);
            var answer = await SendAsync(user, HttpMethod.Post, "/api/reports/refresh", MatrixObjects.Word(file.Bytes()));
            answer.ShouldContain("not-allowed", Case.Sensitive, source);
            answer.ShouldNotContain("乙县");
        }
    }

    [Fact]
    public async Task P11_A_draft_that_keeps_the_slots_of_an_earlier_report_is_as_internal_as_that_one()
    {
        await DefineAsync("slotted", readers: ", readers: [leader]");
        await ReportTemplates.DefineAsync(api, "slot-inside", "# 内\n{% slot \"亮点\" %}\n{{ \"slotted.count\" | figure: report }}\n{% endslot %}");
        await ReportTemplates.DefineAsync(api, "slot-open", "# 外\n{% slot \"亮点\" %}\n（请填写）\n{% endslot %}");
        await api.SeenAsync();
        var inside = await api.PostAsync("/api/reports", new { template = "slot-inside", window = "2022", department = TestCatalog.County });
        var open = await api.PostAsync("/api/reports", new { template = "slot-open", window = "2022", department = TestCatalog.County });
        var kept = await api.PostAsync("/api/reports", new { template = "slot-open", window = "2022", department = TestCatalog.County, from = inside.Id });
        using var writer = await UserAsync("slot-writer", [new(Role.Writer, TestCatalog.County)]);
        (await SendAsync(writer, HttpMethod.Get, $"/api/reports/{open.Id}")).ShouldStartWith("200");
        (await SendAsync(writer, HttpMethod.Get, $"/api/reports/{inside.Id}")).ShouldStartWith("404");
        (await SendAsync(writer, HttpMethod.Get, $"/api/reports/{kept.Id}")).ShouldStartWith("404");
        (await SendAsync(api.Http, HttpMethod.Get, $"/api/reports/{kept.Id}")).ShouldStartWith("200");
    }

    [Fact]
    public async Task P11_An_earlier_version_of_a_template_shows_nothing_internal_either()
    {
        await DefineAsync("versioned", readers: ", readers: [administrator]");
        await ReportTemplates.DefineAsync(api, "versioned", "{{ \"versioned.count\" | figure: report }}");
        await ReportTemplates.DefineAsync(api, "versioned", "# 公开");
        using var user = await UserAsync("versions", Everything);
        (await SendAsync(user, HttpMethod.Get, "/api/templates/versioned")).ShouldStartWith("200");
        (await SendAsync(user, HttpMethod.Get, "/api/templates/versioned?version=2")).ShouldStartWith("200");
        (await SendAsync(user, HttpMethod.Get, "/api/templates/versioned?version=1")).ShouldBe(await SendAsync(user, HttpMethod.Get, "/api/templates/versioned?version=7"));
        (await SendAsync(api.Http, HttpMethod.Get, "/api/templates/versioned?version=1")).ShouldContain("versioned.count");
    }

    [Fact]
    public async Task P11_A_party_of_a_sort_that_only_internal_kinds_name_cannot_be_found_out_by_registering_it()
    {
        await DefineAsync("unseen-people", readers: ", readers: [reviewer]", field: "{ code: who, name: 对象, type: party, sorts: [person] }");
        using var user = await UserAsync("registrar", Everything);
        (await SendAsync(user, HttpMethod.Post, "/api/parties", JsonContent.Create(new { sort = "person", name = "示例某人" }))).ShouldContain("party-sort");
        (await SendAsync(user, HttpMethod.Post, "/api/parties", JsonContent.Create(new { sort = "village", name = "示例某村" }))).ShouldContain("position");
    }

    private static HttpContent? None(string code) => null;

    private static object Entry(string kind, string department) => new { kind, department, program = "lectures", occurredOn = "2022-03-18", fields = new { title = "题目" } };

    private async Task DefineAsync(string kind, string readers, string field = "{ code: title, name: 题目, type: text, max-length: 100 }")
    {
        var put = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent($$"""
            kinds:
              - { code: {{kind}}, name: 内部{{kind}}, fields: [{{field}}]{{readers}} }
            metrics:
              - { code: {{kind}}.count, name: 数, unit: 次, measure: count, of: [{{kind}}] }
              - { code: {{kind}}.twice, name: 倍数, unit: 次, formula: {{kind}}.count * 2 }
            """, Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
    }

    private async Task<HttpClient> UserAsync(string name, Grant[] grants) => TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, grants));

    private static async Task<long> TotalsAsync(HttpClient http)
    {
        var answer = await http.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/totals?window=2022&metrics=turned.count", TestContext.Current.CancellationToken);
        return answer.GetProperty("position").GetInt64();
    }

    /// <summary>The status and what is said.</summary>
    private static async Task<string> SendAsync(HttpClient http, HttpMethod method, string address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content, Headers = { { CommandId.Header, Guid.NewGuid().ToString() } } };
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {(answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "stream" : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))}";
    }
}
