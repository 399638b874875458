using System.Net.Http.Headers;
using System.Text;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Users from a file over HTTP: all or nothing, and nothing that could not be given otherwise.</summary>
public sealed class UserImportTests(UserImportTests.CountyApi api) : IClassFixture<UserImportTests.CountyApi>
{
    /// <summary>The worker is one administrator, and this one of a county the second: a third takes the word of both.</summary>
    public sealed class CountyApi : RunningApi
    {
        public HttpClient Administrator { get; private set; } = null!;

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await TestAccounts.TokenAsync(Services, "of-county", [new(Role.Administrator, TestCatalog.County)]);
            Administrator = await TestAccounts.PageAsync(Http.BaseAddress!, "of-county");
            await TestAccounts.OpenAsync(Services, "of-other", "Kestrel-92-Otter", new Grant(Role.Leader, TestCatalog.OtherCounty));
        }
    }

    [Fact]
    public async Task New_users_come_with_their_roles_and_first_passwords_once()
    {
        var key = Guid.NewGuid().ToString();
        const string Csv = "用户名,角色,单位\n王芳,报送员,431002\n王芳,领导,431002\n李娜,reviewer,431002\n";
        var first = await ImportAsync(Csv, key);
        first.Status.ShouldBe(200, first.Body);
        first.Json.EnumerateArray().Select(user => user.GetProperty("name").GetString()).ShouldBe(["王芳", "李娜"]);
        using var browser = new Browser(api.Http.BaseAddress!);
        var session = await browser.SignInAsync("王芳", first.Json[0].GetProperty("password").GetString()!);
        session.Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        session.Json.GetProperty("roles").GetArrayLength().ShouldBe(2);

        var again = await ImportAsync(Csv, key);
        again.Status.ShouldBe(200, again.Body);
        again.Json.GetArrayLength().ShouldBe(2);
        again.Body.ShouldNotContain(first.Json[0].GetProperty("password").GetString()!);
        again.Json.EnumerateArray().Count(user => user.TryGetProperty("password", out var told) && told.ValueKind == System.Text.Json.JsonValueKind.String).ShouldBe(0);
        (await ImportAsync("用户名,角色,单位\n王芳,审核员,431002\n", key)).Code.ShouldBe("key-reused");
        var more = await ImportAsync(Csv + "王芳,审核员,431002\n");
        (more.Status, more.Json.GetArrayLength()).ShouldBe((200, 0), "taken in again it adds what is missing");
        (await api.CountAsync("accounts.audit where what = 'role_granted' and who = 'of-county' and detail ->> 'role' = 'reviewer'")).ShouldBe(2);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_by_row_and_column_and_nothing_is_stored()
    {
        var before = await api.CountAsync("wt.mt_events where stream_id = (select stream_id from wt.mt_events where type = 'account_opened' limit 1)");
        var refused = await ImportAsync("name,role,department\ngood,reporter,431002\nli na,reporter,431002\nzhao,reporter,431003\nqian,leader,nowhere\nsun,reporter,*\nof-other,reporter,431002\n");
        (refused.Status, refused.Code).ShouldBe((400, "import-invalid"));
        refused.PlacedFaults.ShouldBe(
        [
            ("account-name-invalid", "rows[3].name"), ("department-unknown", "rows[4].department"), ("department-unknown", "rows[5].department"),
            ("department-unknown", "rows[6].department"), ("account-exists", "rows[7].name"),
        ]);
        (await ImportAsync("name,role,department\n,reporter,431002\nzhou,chief,\n")).PlacedFaults.ShouldBe(
            [("property-missing", "rows[2].name"), ("property-missing", "rows[3].department"), ("role-unknown", "rows[3].role")]);
        (await ImportAsync("name,rolle,department\nzhou,reporter,431002\n")).Faults.ShouldBe(["property-missing", "import-column-unknown"]);
        (await ImportAsync("")).Faults.ShouldBe(["import-empty"]);
        (await api.CountAsync("wt.mt_events where stream_id = (select stream_id from wt.mt_events where type = 'account_opened' limit 1)")).ShouldBe(before);
        (await api.CountAsync("accounts.account where name in ('good', 'zhou')")).ShouldBe(0);
    }

    [Fact]
    public async Task A_further_administrator_is_proposed_by_a_file_and_never_made_and_nobody_becomes_auditor_too()
    {
        (await ImportAsync("name,role,department\nthird,administrator,431002\nplain,reporter,431002\n")).Status.ShouldBe(202, "one of them waits");
        (await ImportAsync("name,role,department\nthird,administrator,431002\nplain,reporter,431002\n")).Status.ShouldBe(202, "taken in again, and still waiting");
        (await ImportAsync("name,role,department\nthird,auditor,431002\n")).Faults.ShouldBe(["roles-exclude-each-other"]);
        (await ImportAsync("name,role,department\nfourth,administrator,431002\nfourth,administrator,431002\n")).Status.ShouldBe(202);
        (await ImportAsync("name,role,department\nfifth,reporter,431002\n")).Status.ShouldBe(200);
        (await api.CountAsync("wt.mt_events where type = 'role_granted' and lower(data ->> 'role') = 'administrator'")).ShouldBe(2);
        (await api.CountAsync("accounts.audit where what = 'administrator_proposed' and who = 'of-county'")).ShouldBe(2);
    }

    [Fact]
    public async Task It_takes_an_administrator_a_key_and_csv()
    {
        using var reporter = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"reporter-{Guid.NewGuid():n}"[..20], [new(Role.Reporter, TestCatalog.County)]));
        (await ImportAsync("name,role,department\na1,reporter,431002\n", by: reporter)).Status.ShouldBe(403);
        (await ImportAsync("name,role,department\na1,reporter,431002\n", key: "")).Code.ShouldBe("key-missing");
        (await ImportAsync("{}", type: "application/json")).Code.ShouldBe("media-type-unsupported");
    }

    [Fact]
    public async Task A_list_of_users_shows_last_sign_ins_and_locks_and_an_administrator_opens_a_lock()
    {
        var opened = (await ImportAsync("name,role,department\nmistypes,reporter,431002\n")).Json[0];
        var (id, password) = (opened.GetProperty("id").GetGuid(), opened.GetProperty("password").GetString()!);
        using var browser = new Browser(api.Http.BaseAddress!);
        await browser.SignInAsync("mistypes", password);
        for (var wrong = 0; wrong < 5; wrong++)
        {
            await browser.SignInAsync("mistypes", "wrong");
        }

        (await browser.SignInAsync("mistypes", password)).Status.ShouldBe(401);
        var user = (await ListAsync()).Single(one => one.GetProperty("id").GetGuid() == id);
        user.GetProperty("signedInAt").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
        user.GetProperty("lockedUntil").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow.AddMinutes(30), TimeSpan.FromMinutes(2));
        (await UnlockAsync(id)).Status.ShouldBe(204);
        (await browser.SignInAsync("mistypes", password)).Status.ShouldBe(200);
        (await UnlockAsync(id)).Code.ShouldBe("nothing-changed");
        (await api.CountAsync("accounts.audit where what = 'account_unlocked' and who = 'of-county'")).ShouldBe(1);
        (await ListAsync()).ShouldNotContain(one => one.GetProperty("name").GetString() == "of-other");
    }

    private async Task<List<System.Text.Json.JsonElement>> ListAsync() =>
        [.. System.Text.Json.JsonDocument.Parse(await api.Administrator.GetStringAsync(new Uri("/api/users", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement.EnumerateArray()];

    private Task<Answer> UnlockAsync(Guid id) => SendAsync(api.Administrator, $"/api/users/{id}/unlocking", new StringContent("{}", Encoding.UTF8, "application/json"), Guid.NewGuid().ToString());

    private Task<Answer> ImportAsync(string csv, string? key = null, string type = "text/csv", HttpClient? by = null) =>
        SendAsync(by ?? api.Administrator, "/api/users/imports", new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, key ?? Guid.NewGuid().ToString());

    private static async Task<Answer> SendAsync(HttpClient http, string address, HttpContent content, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (key.Length > 0)
        {
            request.Headers.Add(CommandId.Header, key);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), null);
    }
}
