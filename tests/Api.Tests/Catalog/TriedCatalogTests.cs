using System.Text;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Catalog;

/// <summary>P12: what a document that is only tried says of totals is what they are once it is loaded.</summary>
[Trait("promise", "P12")]
public sealed class TriedCatalogTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Changed = """
        metrics:
          - { code: lectures.sessions, name: 期数, unit: 期, measure: count, of: [lecture-held], where: { department: { level: county } } }
          - { code: lectures.heard, name: 受众, unit: 人次, measure: sum audience, of: [lecture-held] }
          - { code: lectures.average, name: 场均受众, unit: 人次, formula: lectures.heard / lectures.sessions }
        opening-balances:
          - { metric: lectures.heard, department: "431002", on: 2020-12-31, value: 1000 }
        """;

    [Fact]
    public async Task P12_A_tried_document_tells_the_totals_that_would_move_and_they_move_so()
    {
        (await api.PostAsync("/api/entries", Requests.Lecture("2022-03-18", 200))).Status.ShouldBe(201);
        (await api.PostAsync("/api/entries", Requests.Lecture("2022-05-18", 300))).Status.ShouldBe(201);
        (await api.PostAsync("/api/entries", Requests.Lecture("2021-05-18", 70, TestCatalog.City))).Status.ShouldBe(201);
        await api.SeenAsync();

        var tried = await PutAsync("?dryRun=true");
        tried.Status.ShouldBe(200, tried.Body);
        var moved = tried.Json.GetProperty("moved").EnumerateArray().Where(total => total.GetProperty("basis").GetString() == "reported").ToList();
        Told(moved).ShouldBe(
        [
            "lectures.average 2022 – → 250", "lectures.average until – → 785", "lectures.heard 2021 – → 70", "lectures.heard 2022 – → 500", "lectures.heard until – → 1570",
            "lectures.sessions 2021 1 → 0", "lectures.sessions until 3 → 2",
        ]);
        (await PutAsync("?dryRun=true")).Body.ShouldBe(tried.Body, "Nothing was stored.");

        var loaded = await PutAsync("");
        foreach (var total in moved)
        {
            var now = await api.GetAsync(
                $"/api/totals?metrics={total.GetProperty("metric").GetString()}&window={total.GetProperty("window").GetString()}&basis=reported&minPosition={loaded.Position}");
            now.Json.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(total.GetProperty("after").GetDecimal(), total.ToString());
        }
    }

    [Fact]
    public async Task P11_A_tried_document_tells_nothing_of_a_kind_that_one_may_not_read_even_if_it_would_open_it()
    {
        const string Kind = "  - { code: kept-close, name: 内部事项, fields: [{ code: title, name: 题目, type: text, required: true }]";
        const string Metric = "metrics:\n  - { code: close.count, name: 内部件数, unit: 件, measure: count, of: [kept-close] }\n";
        (await PutAsync("", $"programs:\n  - {{ code: close, name: 内部专项 }}\nkinds:\n{Kind} }}\n")).Status.ShouldBe(200);
        (await api.PostAsync("/api/entries", new
        {
            kind = "kept-close", department = TestCatalog.County, program = "close", occurredOn = "2022-03-18", fields = new { title = "示例" },
        })).Status.ShouldBe(201);
        await api.SeenAsync();
        (await PutAsync("?dryRun=true", Metric)).Json.GetProperty("moved").GetArrayLength().ShouldBe(2, "While anybody may read it: the year, and since the beginning.");

        // Again and again: at once after it was made internal totals may not have counted that yet.
        for (var round = 0; round < 8; round++)
        {
            (await PutAsync("", $"kinds:\n{Kind}, readers: [auditor] }}\n")).Status.ShouldBe(200);
            foreach (var tried in new[] { $"kinds:\n{Kind} }}\n{Metric}", Metric })
            {
                (await PutAsync("?dryRun=true", tried)).Json.GetProperty("moved").GetArrayLength().ShouldBe(0, tried);
            }

            (await PutAsync("", $"kinds:\n{Kind} }}\n")).Status.ShouldBe(200);
            await api.SeenAsync();
        }
    }

    private static IEnumerable<string> Told(IEnumerable<JsonElement> moved) => moved
        .Select(total => $"{total.GetProperty("metric").GetString()} {total.GetProperty("window").GetString()!.Split(':')[0]} {Value(total, "before")} → {Value(total, "after")}")
        .Order(StringComparer.Ordinal);

    private static string Value(JsonElement total, string name) => total.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "–";

    private Task<Answer> PutAsync(string query, string text = Changed) =>
        api.SendAsync(HttpMethod.Put, $"/api/catalog{query}", new StringContent(text, Encoding.UTF8, "application/yaml"), key: null);
}
