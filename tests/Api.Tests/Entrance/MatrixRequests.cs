using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Parties;
using static WorkTracker.Api.Tests.Entrance.MatrixObjects;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>To every route a request that would be done if whoever sends it may: nothing in it is wrong but whose it is.</summary>
internal static class MatrixRequests
{
    private static int codes;

    public static async Task<HttpRequestMessage> OfAsync(string route, string place, MatrixObjects things)
    {
        var department = DepartmentOf(place);
        var (kind, metric) = place == "internal" ? (Internal, "matrix.inside") : (Kind, "matrix.count");
        var totals = $"window=2022&metrics={metric}&department={department}";
        Task<Thing> Of(Func<string, Task<Thing>> make) => things.ThingAsync(route, place, () => make(place));
        return route switch
        {
            "POST /api/entries" => Post(route, new { kind, department, program = "lectures", occurredOn = "2022-03-18", fields = new { title = "讲座" } }),
            "POST /api/entries/{id}/corrections" => About(route, await Of(things.EntryAsync), thing => new { version = thing.Version, reason = "更正", program = "lectures", occurredOn = "2022-03-19", fields = new { title = "讲座二" } }),
            "POST /api/entries/{id}/approval" => About(route, await Of(things.EntryAsync), thing => new { version = thing.Version }),
            "POST /api/entries/{id}/return" => About(route, await Of(things.EntryAsync), thing => new { version = thing.Version, comment = "退回" }),
            "POST /api/entries/{id}/withdrawal" => About(route, await Of(things.EntryAsync), thing => new { version = thing.Version, reason = "重复" }),
            "GET /api/entries" => Get($"/api/entries?kind={kind}&department={department}"),
            "GET /api/entries/{id}" or "GET /api/entries/{id}/history" => About(route, await things.ThingAsync("entry", place, () => things.EntryAsync(place))),
            "POST /api/imports" => new(HttpMethod.Post, $"/api/imports?kind={kind}") { Content = new StringContent($"单位,专项行动,发生日,题目\n{department},lectures,2022-03-18,导入\n", Encoding.UTF8, "text/csv") },
            "GET /api/imports/{id}" => About(route, await Of(things.ImportAsync)),

            "GET /api/totals" => Get($"/api/totals?{totals}"),
            "GET /api/totals/breakdown" => Get($"/api/totals/breakdown?by=month&{totals}"),
            "GET /api/totals/live" => Get($"/api/totals/live?{totals}"),
            "GET /api/totals/{metric}/entries" => Get($"/api/totals/{metric}/entries?window=2022&department={department}"),

            "POST /api/reports" => Post(route, new { template = place == "internal" ? "matrix-inner" : "matrix", window = "2022", department }),
            "POST /api/reports/{id}/freeze" => await FreezeAsync(await Of(things.ReportAsync), things),
            "POST /api/reports/{id}/supersession" => About(route, await Of(things.FrozenAsync), thing => new { version = 2, by = thing.Extra.Length > 0 ? thing.Extra : Missing }),
            "POST /api/reports/refresh" => new(HttpMethod.Post, "/api/reports/refresh") { Content = Word((await things.ThingAsync("file", $"{place}.", async () => place == "missing" ? new("", File: await things.ForeignFileAsync()) : await things.ReportAsync(place))).File!) },
            "GET /api/reports/{id}/differences" => await DifferencesAsync(place, things),
            _ when route.StartsWith("GET /api/reports/{id}", StringComparison.Ordinal) => About(route, await things.ThingAsync("report", place, () => things.ReportAsync(place))),
            "GET /api/templates/{code}" => Get($"/api/templates/{(place == "missing" ? "none" : place == "internal" ? "matrix-inner" : "matrix")}"),
            "POST /api/templates/check" => new(HttpMethod.Post, "/api/templates/check") { Content = new StringContent("{{ \"matrix.count\" | figure: report }}", Encoding.UTF8, "text/plain") },

            "PUT /api/catalog" => new(HttpMethod.Put, "/api/catalog") { Content = new StringContent($"programs:\n  - {{ code: p{Guid.NewGuid():N}, name: 专项 }}", Encoding.UTF8, "application/yaml") },
            "GET /api/departments/{code}" => Get($"/api/departments/{department}"),
            "POST /api/parties" => Post(route, new { sort = place == "internal" ? "person" : "enterprise", name = $"示例{Guid.NewGuid():N}" }),
            "GET /api/parties/{id}" => About(route, await Of(things.PartyAsync)),
            "POST /api/parties/{id}/name" => About(route, await Of(things.PartyAsync), thing => new { version = thing.Version, name = $"更名{Guid.NewGuid():N}" }),
            "POST /api/parties/{id}/credit-code" => About(route, await Of(things.PartyAsync), thing => new { version = thing.Version, creditCode = NewCreditCode() }),
            "POST /api/parties/{id}/merge" => About(route, await Of(things.PartyAsync), thing => new { version = thing.Version, into = Missing }) is var merge ? await IntoAsync(merge, things, place) : null!,
            "POST /api/parties/{id}/split" => About(route, await Of(things.MergedAsync), thing => new { version = thing.Version }),

            "POST /api/users" => Post(route, new { name = $"n{Guid.NewGuid():N}"[..20] }),
            "POST /api/users/{id}/roles" => About(route, await Of(things.UserAsync), _ => new { role = "leader", department = TestCatalog.County }),
            "POST /api/users/{id}/revocations" => About(route, await Of(things.UserAsync), _ => new { role = "reporter", department = department == "999999" ? TestCatalog.County : department }),
            "POST /api/users/imports" => new(HttpMethod.Post, "/api/users/imports") { Content = new StringContent($"用户名,角色,单位\n{$"n{Guid.NewGuid():N}"[..20]},reporter,{TestCatalog.County}\n", Encoding.UTF8, "text/csv") },
            "POST /api/users/{id}/withdrawals" => About(route, await Of(things.AskedAsync), _ => new { change = "grant", department, by = "worker" }),
            "POST /api/users/{id}/disabling" or "POST /api/users/{id}/unlocking" or "POST /api/users/{id}/password" => About(route, await Of(things.UserAsync), _ => new { }),
            "POST /api/users/{id}/enabling" => About(route, await Of(things.DisabledAsync), _ => new { }),

            _ when route.StartsWith("GET ", StringComparison.Ordinal) && !route.Contains('{', StringComparison.Ordinal) => Get(route[4..]),
            "DELETE /api/session" or "DELETE /api/session/tokens" or "DELETE /api/sessions/this" or "DELETE /api/sessions/others" => new(HttpMethod.Delete, route["DELETE ".Length..]),
            "DELETE /api/sessions/{id}" => About(route, await Of(things.UserAsync)),
            "GET /api/users/{id}/tokens" or "DELETE /api/users/{id}/tokens/{token}" or "DELETE /api/users/{id}/sessions" => About(route, await Of(things.UserAsync)),
            "DELETE /api/session/tokens/{id}" => About(route, await Of(things.TokenAsync)),
            "POST /api/session/password" => Post(route, new { current = MatrixTests.Password, password = "Heron-77-Willow" }),
            "POST /api/session/authenticator" => Post(route, new { }),
            "POST /api/session/authenticator/confirmation" => Post(route, new { code = "000000" }),
            "POST /api/session/authenticator/removal" => Post(route, new { password = MatrixTests.Password }),
            "POST /api/session/tokens" => Post(route, new { name = "程序", scope = "read" }),
            _ => throw new InvalidOperationException($"No request for {route}: write one that would be done."),
        };
    }

    private static async Task<HttpRequestMessage> FreezeAsync(Thing report, MatrixObjects things) =>
        new(HttpMethod.Post, $"/api/reports/{report.Id}/freeze?version=1") { Content = Word(report.File ?? (await things.ThingAsync("file", "own.", () => things.ReportAsync("own"))).File!) };

    /// <summary>Beside a report that everybody here may see who may see reports at all: itself.</summary>
    private static async Task<HttpRequestMessage> DifferencesAsync(string place, MatrixObjects things)
    {
        var report = await things.ThingAsync("report", place, () => things.ReportAsync(place));
        return Get($"/api/reports/{report.Id}/differences?with={report.Id}");
    }

    private static async Task<HttpRequestMessage> IntoAsync(HttpRequestMessage merge, MatrixObjects things, string place)
    {
        merge.Content = JsonContent.Create(new { version = 1, into = (place == "internal" ? await things.PartyAsync("internal") : await things.ThingAsync("into", "own", () => things.PartyAsync("own"))).Id });
        return merge;
    }

    private static HttpRequestMessage About(string route, Thing thing, Func<Thing, object>? body = null) =>
        new(new(route.Split(' ')[0]), route.Split(' ')[1].Replace("{id}", thing.Id, StringComparison.Ordinal).Replace("{token}", Missing, StringComparison.Ordinal)) { Content = body is null ? null : JsonContent.Create(body(thing)) };

    private static HttpRequestMessage Get(string address) => new(HttpMethod.Get, address);

    private static HttpRequestMessage Post(string route, object body) => new(HttpMethod.Post, route.Split(' ')[1]) { Content = JsonContent.Create(body) };

    public static HttpRequestMessage WithKey(HttpRequestMessage request)
    {
        request.Headers.Add(CommandId.Header, Guid.NewGuid().ToString());
        return request;
    }

    /// <summary>One that no party has.</summary>
    private static string NewCreditCode() =>
        UnifiedSocialCreditCode.WithCheckCharacter(string.Create(CultureInfo.InvariantCulture, $"91431000MA{Interlocked.Increment(ref codes):D7}")).Value;
}
