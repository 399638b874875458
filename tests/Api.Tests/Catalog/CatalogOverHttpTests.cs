using System.Text;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Catalog;

public sealed class CatalogOverHttpTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Change = """
        departments:
          - { code: "431004", name: 丙县, level: county, parent: "431000" }
        programs:
          - { code: visits, name: 走访民营企业 }
        kinds:
          - code: visited
            name: 走访
            fields: [{ code: enterprise, name: 企业, type: party, sorts: [enterprise], required: true }]
        metrics:
          - { code: visits.enterprises, name: 走访企业, unit: 家, measure: distinct enterprise, of: [visited], where: { program: visits } }
        opening-balances:
          - metric: visits.enterprises
            department: "431004"
            on: 2020-12-31
            parties: [{ sort: enterprise, name: 甲公司, credit-code: 91350100M000100Y43 }, { sort: enterprise, name: "null" }]
        """;

    [Fact]
    public async Task A_catalog_is_loaded_once_and_what_is_read_back_changes_nothing()
    {
        var dry = await PutAsync(Change, "?dryRun=true");
        dry.Status.ShouldBe(200, dry.Body);
        dry.Json.GetProperty("changes").GetArrayLength().ShouldBe(5);

        var loaded = await PutAsync(Change);
        loaded.Status.ShouldBe(200, loaded.Body);
        loaded.Json.GetProperty("changes").GetArrayLength().ShouldBe(5);
        loaded.Position.ShouldBePositive();

        (await PutAsync(Change)).Json.GetProperty("changes").GetArrayLength().ShouldBe(0);
        var stored = await api.GetAsync("/api/catalog");
        stored.Body.ShouldContain("91350100M000100Y43");
        var again = await PutAsync(stored.Body);
        again.Status.ShouldBe(200, again.Body);
        again.Json.GetProperty("changes").GetArrayLength().ShouldBe(0, again.Body);
    }

    [Fact]
    public async Task A_party_known_by_another_credit_code_is_a_fault_at_the_code_in_the_document()
    {
        (await PutAsync(Opening("2019-12-31", Party("只在此处的乙公司", Code("91431000000000001"))))).Status.ShouldBe(200);

        var refused = await PutAsync(Opening("2018-12-31", Party("只在此处的甲公司", Code("91431000000000002")), Party("只在此处的乙公司", Code("91431000000000003"))));

        refused.Status.ShouldBe(400, refused.Body);
        refused.Code.ShouldBe("catalog-invalid");
        var fault = refused.Json.GetProperty("faults")[0];
        fault.GetProperty("code").GetString().ShouldBe("credit-code-contradicts");
        fault.GetProperty("path").GetString().ShouldBe("opening-balances[0].parties[1].credit-code");
    }

    [Fact]
    public async Task All_faults_of_a_document_come_at_once_with_line_column_and_words_and_nothing_is_stored()
    {
        var before = (await api.GetAsync("/api/catalog")).ETag;

        var refused = await PutAsync("programs:\n  - { code: fine, name: 好 }\n  - { code: bad, nme: 坏 }\nkindz: []\n");

        refused.Status.ShouldBe(400);
        refused.Faults.ShouldBe(["value-missing", "key-unknown", "key-unknown"]);
        var unknown = refused.Json.GetProperty("faults")[1];
        unknown.GetProperty("line").GetInt32().ShouldBe(3);
        unknown.GetProperty("column").GetInt32().ShouldBe(18);
        unknown.GetProperty("suggestion").GetString().ShouldBe("name");
        unknown.GetProperty("message").GetString()!.ShouldContain("是否想写“name”？");
        (await api.GetAsync("/api/catalog")).ETag.ShouldBe(before);
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused_and_one_sent_again_gets_the_same_answer()
    {
        const string Text = "programs:\n  - { code: sent-again, name: 重发的专项 }\n";
        (await PutAsync(Text, key: new string('k', 201))).Code.ShouldBe("key-invalid");
        var first = await PutAsync(Text, key: "catalog-once");
        (await PutAsync("programs:\n  - { code: sent-again, name: 后来改名的专项 }\n")).Status.ShouldBe(200);
        var again = await PutAsync(Text, key: "catalog-once");
        (again.Status, again.Body).ShouldBe((200, first.Body));
    }

    private static string Opening(string on, params string[] parties) =>
        $"opening-balances:\n  - {{ metric: wanqi.enterprises, department: \"{TestCatalog.County}\", on: {on}, parties: [{string.Join(", ", parties)}] }}\n";

    private static string Party(string name, string code) => $"{{ sort: enterprise, name: {name}, credit-code: {code} }}";

    private static string Code(string first17) => UnifiedSocialCreditCode.WithCheckCharacter(first17).Value;

    private Task<Answer> PutAsync(string text, string query = "", string? key = null) =>
        api.SendAsync(HttpMethod.Put, $"/api/catalog{query}", new StringContent(text, Encoding.UTF8, "application/yaml"), key);
}
