using System.Text;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Catalog;

/// <summary>P4 for the catalog: who names the version that they saw overwrites no newer one unseen.</summary>
public sealed class StaleCatalogTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task P4_A_document_written_on_an_older_catalog_is_refused_with_what_has_changed_since()
    {
        await PutAsync($"opening-balances:\n  - {{ metric: wanqi.enterprises, department: \"{TestCatalog.County}\", on: 2015-12-31, parties: [{{ sort: enterprise, name: 期初的示例公司, credit-code: 91350100M000100Y43 }}] }}\n");
        var seen = (await api.GetAsync("/api/catalog")).ETag;
        (await PutAsync("programs:\n  - { code: lectures, name: 同心大讲堂（新） }\n  - { code: added, name: 新增的专项 }\n", seen)).Status.ShouldBe(200);

        var stale = await PutAsync("programs:\n  - { code: lectures, name: 我改的名称 }\n", seen);

        (stale.Status, stale.Code).ShouldBe((409, "catalog-changed"));
        var current = stale.Json.GetProperty("current");
        current.GetProperty("changes").EnumerateArray().Select(change => (change.GetProperty("change").GetString(), change.GetProperty("code").GetString()))
            .ShouldBe([("changed", "lectures"), ("added", "added")], ignoreOrder: true);
        (await api.GetAsync("/api/catalog")).Body.ShouldNotContain("我改的名称");
        var version = current.GetProperty("version").GetString();
        (await PutAsync("programs:\n  - { code: lectures, name: 我改的名称 }\n", $"\"{version}\"")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task P4_Of_many_who_saw_the_same_catalog_exactly_one_changes_it()
    {
        var seen = (await api.GetAsync("/api/catalog")).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => PutAsync($"programs:\n  - {{ code: racing, name: 第{n}个 }}\n", seen)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "catalog-changed");
    }

    [Fact]
    public async Task Each_answer_says_the_version_that_the_next_change_names()
    {
        var first = await PutAsync("programs:\n  - { code: chained, name: 甲 }\n");
        var second = await PutAsync("programs:\n  - { code: chained, name: 乙 }\n", Tag(first));
        var dry = await PutAsync("programs:\n  - { code: chained, name: 丙 }\n", Tag(second), "?dryRun=true");
        (await PutAsync("programs:\n  - { code: chained, name: 丙 }\n", Tag(dry))).Status.ShouldBe(200);
        (await PutAsync("programs:\n  - { code: chained, name: 丁 }\n", Tag(dry), "?dryRun=true")).Code.ShouldBe("catalog-changed");
        (await api.GetAsync("/api/catalog")).Body.ShouldStartWith("# 目录版本 ");
    }

    [Fact]
    public async Task A_document_that_changes_nothing_is_stale_for_nobody()
    {
        const string Text = "programs:\n  - { code: settled, name: 不变 }\n";
        var before = await PutAsync(Text, "*");
        await PutAsync("programs:\n  - { code: elsewhere, name: 别处 }\n");
        var again = await PutAsync(Text, Tag(before));
        (again.Status, again.Json.GetProperty("changes").GetArrayLength()).ShouldBe((200, 0));
    }

    [Theory]
    [InlineData("144-30")]
    [InlineData("W/\"144-30\"")]
    [InlineData("\"latest\"")]
    [InlineData("\"1\"")]
    [InlineData("\"1-1\", \"2-2\"")]
    public async Task A_version_that_cannot_be_read_is_refused_and_not_left_aside(string ifMatch)
    {
        var answer = await PutAsync("programs:\n  - { code: careless, name: 未加防护 }\n", ifMatch);
        answer.Status.ShouldBe(400);
        answer.PlacedFaults.ShouldBe([("if-match-invalid", "If-Match")]);
        (await api.GetAsync("/api/catalog")).Body.ShouldNotContain("careless");
    }

    private static string Tag(Answer answer) => $"\"{answer.Json.GetProperty("version").GetString()}\"";

    private async Task<Answer> PutAsync(string text, string? ifMatch = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/catalog{query}") { Content = new StringContent(text, Encoding.UTF8, "application/yaml") };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.ETag?.ToString());
    }
}
