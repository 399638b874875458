using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Commands;
using WorkTracker.Api.SigningIn;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>The program with something of each sort to act on, in one county, in another, of an internal kind, and nowhere. What an act has used up is made anew.</summary>
public sealed class MatrixObjects : RunningApi, IAsyncLifetime
{
    public const string Missing = "99999999-9999-4999-8999-999999999999";
    public const string Kind = "matrix-held";
    public const string Internal = "matrix-inside";

    private readonly ConcurrentDictionary<string, Lazy<Task<Thing>>> things = new(StringComparer.Ordinal);
    private HttpClient maker = null!;

    /// <summary>Something that a request may be about: <c>Extra</c> is what else it must name.</summary>
    public sealed record Thing(string Id, long Version = 1, string Extra = "", byte[]? File = null);

    /// <summary>Who makes the imports of the own county: nobody else of the county sees whose they are.</summary>
    public HttpClient Importer { get; set; } = null!;

    public static string DepartmentOf(string place) => place switch
    {
        "foreign" => TestCatalog.OtherCounty,
        "missing" => "999999",
        _ => TestCatalog.County,
    };

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var put = await SendAsync(HttpMethod.Put, "/api/catalog", new StringContent("""
            kinds:
              - { code: matrix-held, name: 讲座, approval: own, fields: [{ code: title, name: 题目, type: text, max-length: 100 }] }
              - { code: matrix-inside, name: 内部走访, approval: own, readers: [reviewer, leader], fields: [{ code: title, name: 题目, type: text, max-length: 100 }, { code: who, name: 对象, type: party, sorts: [person] }] }
            metrics:
              - { code: matrix.count, name: 讲座, unit: 次, measure: count, of: [matrix-held] }
              - { code: matrix.inside, name: 走访, unit: 次, measure: count, of: [matrix-inside] }
            """, Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
        maker = TestAccounts.Client(Http.BaseAddress!, await TestAccounts.TokenAsync(Services, "maker", [.. new[] { Role.Reporter, Role.Reviewer, Role.Leader, Role.Writer }.Select(role => new Grant(role, Grant.Everywhere))]));
        await ReportTemplates.DefineAsync(this, "matrix", "# 报告\n{{ \"matrix.count\" | figure: report }}");
        await ReportTemplates.DefineAsync(this, "matrix-inner", "# 报告\n{{ \"matrix.inside\" | figure: report }}");
        await SeenAsync();
    }

    /// <summary>One for a route and a place, until it is used up.</summary>
    public Task<Thing> ThingAsync(string route, string place, Func<Task<Thing>> make) =>
        place == "missing" ? Task.FromResult(new Thing(Missing)) : things.GetOrAdd($"{route} {place}", _ => new(make)).Value;

    public void UseUp(string route, string place) => things.TryRemove($"{route} {place}", out _);

    public async Task<Thing> EntryAsync(string place)
    {
        var body = place == "internal"
            ? (object)new { kind = Internal, department = DepartmentOf(place), program = "lectures", occurredOn = "2022-03-18", fields = new { title = "内部", who = "示例某人" } }
            : new { kind = Kind, department = DepartmentOf(place), program = "lectures", occurredOn = "2022-03-18", fields = new { title = "讲座" } };
        return new(await MadeAsync("/api/entries", body));
    }

    public async Task<Thing> ImportAsync(string place)
    {
        var content = new StringContent($"单位,专项行动,发生日,题目\n{DepartmentOf(place)},lectures,2022-03-18,导入\n", Encoding.UTF8, "text/csv");
        return new(await MadeAsync($"/api/imports?kind={Kind}", content, place == "own" ? Importer : maker));
    }

    public async Task<Thing> ReportAsync(string place)
    {
        var id = await MadeAsync("/api/reports", new { template = place == "internal" ? "matrix-inner" : "matrix", window = "2022", department = DepartmentOf(place) });
        return new(id, File: await maker.GetByteArrayAsync(new Uri($"/api/reports/{id}/file", UriKind.Relative)));
    }

    /// <summary>A frozen report beside another frozen one that may take its place.</summary>
    public async Task<Thing> FrozenAsync(string place)
    {
        var (first, second) = (await ReportAsync(place), await ReportAsync(place));
        foreach (var report in new[] { first, second })
        {
            await MadeAsync($"/api/reports/{report.Id}/freeze?version=1", Word(report.File!));
        }

        return first with { Version = 2, Extra = second.Id };
    }

    /// <summary>A file that names a department which is nowhere.</summary>
    public async Task<byte[]> ForeignFileAsync()
    {
        using var file = new WordFile((await ReportAsync("own")).File!);
        (file.Provenance with { Figures = [new(new FigureKey("matrix.count@1", "999999", "2022", Domain.Basis.Approved, "exact"), "数", [1], "1")] }).Write(file.Main);
        return file.Bytes();
    }

    public async Task<Thing> PartyAsync(string place)
    {
        if (place == "internal")
        {
            var entry = await EntryAsync(place);
            var content = JsonDocument.Parse(await maker.GetStringAsync(new Uri($"/api/entries/{entry.Id}", UriKind.Relative))).RootElement.GetProperty("submitted");
            return new(content.GetProperty("fields").GetProperty("who")[0].GetProperty("id").GetString()!);
        }

        return new(await MadeAsync("/api/parties", new { sort = "enterprise", name = $"示例企业{Guid.NewGuid():N}" }));
    }

    public async Task<Thing> MergedAsync(string place)
    {
        var (party, into) = (await PartyAsync("own"), await PartyAsync("own"));
        (await PostAsync($"/api/parties/{party.Id}/merge", new { version = 1, into = into.Id })).Status.ShouldBe(200);
        return place == "internal" ? await PartyAsync(place) : party with { Version = 2 };
    }

    public async Task<Thing> UserAsync(string place)
    {
        var name = $"u{Guid.NewGuid():N}"[..20];
        return new((await TestAccounts.OpenAsync(Services, name, "Password-of-nobody-1", new Grant(Role.Reporter, DepartmentOf(place)))).ToString());
    }

    /// <summary>Whom worker wants for an administrator.</summary>
    public async Task<Thing> AskedAsync(string place)
    {
        var user = await UserAsync(place);
        (await PostAsync($"/api/users/{user.Id}/roles", new { role = "administrator", department = DepartmentOf(place) })).Status.ShouldBe(202);
        return user;
    }

    public async Task<Thing> DisabledAsync(string place)
    {
        var user = await UserAsync(place);
        (await PostAsync($"/api/users/{user.Id}/disabling", new { })).Status.ShouldBe(200);
        return user;
    }

    /// <summary>Of a user who is nobody else here.</summary>
    public async Task<Thing> TokenAsync(string place)
    {
        var user = await UserAsync(place);
        return new((await Services.GetRequiredService<Tokens>().IssueAsync(new("another", Guid.Parse(user.Id)), "程序", Scope.Read, TimeSpan.FromDays(1), null, CancellationToken.None))!.Id.ToString());
    }

    public static ByteArrayContent Word(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };

    private async Task<string> MadeAsync(string address, object body, HttpClient? by = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body as HttpContent ?? JsonContent.Create(body), Headers = { { CommandId.Header, Guid.NewGuid().ToString() } } };
        using var answer = await (by ?? maker).SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{address} {text}");
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }
}
