using System.Text.Json;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.CommandLine;

public sealed class VerbTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task Totals_on_the_terminal_are_those_of_the_interface()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2010-05-06", 42));
        var overHttp = await api.GetAsync($"/api/totals?metrics=lectures.audience&window=2010&basis=reported&minPosition={entry.Position}");
        var ran = await RunAsync("totals", "lectures.audience", "--window", "2010", "--basis", "reported", "--json");
        ran.Code.ShouldBe(0, ran.Errors);
        JsonDocument.Parse(ran.Output).RootElement.GetProperty("totals").ToString().ShouldBe(overHttp.Json.GetProperty("totals").ToString());
        (await RunAsync("totals", "lectures.audience", "--window", "2010", "--basis", "reported")).Output.ShouldContain("42");
    }

    [Fact]
    public async Task A_question_that_cannot_be_understood_is_refused_with_everything_that_is_wrong()
    {
        var ran = await RunAsync("totals", "none", "--window", "yesterday");
        ran.Code.ShouldBe(2);
        ran.Errors.ShouldContain("没有代码为“none”的指标");
        ran.Errors.ShouldContain("“yesterday”不是时段");
    }

    [Fact]
    public async Task A_split_total_on_the_terminal_is_worded_and_compared_part_by_part()
    {
        await api.PostAsync("/api/entries", Requests.Lecture("2002-05-06", 40));
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2003-05-06", 50));
        string[] question = ["totals", "lectures.audience", "--window", "2003-05", "--basis", "reported", "--by", "month", "--previous-year", "--style", "exact"];
        var overHttp = await api.GetAsync($"/api/totals/breakdown?metrics=lectures.audience&window=2003-05&basis=reported&by=month&compare=previous-year&style=exact&minPosition={entry.Position}");
        JsonDocument.Parse((await RunAsync([.. question, "--json"])).Output).RootElement.GetProperty("parts").ToString().ShouldBe(overHttp.Json.GetProperty("parts").ToString());
        var table = (await RunAsync(question)).Output;
        table.ShouldMatch(@"2003-05 +2003-05 +50 +40 +\+25\.00% +50人次");
        table.ShouldMatch(@"合计 +50 +40 +\+25\.00% +50人次");
    }

    [Fact]
    public async Task P4_A_reviewed_catalog_file_is_loaded_on_the_version_that_was_reviewed_or_not_at_all()
    {
        var file = Path.Combine(Path.GetTempPath(), $"worktracker-catalog-{Environment.ProcessId}.yaml");
        try
        {
            await File.WriteAllTextAsync(file, "programs:\n  - { code: reviewed, name: 送审的名称 }\n", TestContext.Current.CancellationToken);
            var version = JsonDocument.Parse((await RunAsync("catalog", file, "--dry-run", "--json")).Output).RootElement.GetProperty("version").GetString()!;
            (await RunAsync("catalog", file, "--if-version", version)).Code.ShouldBe(0);

            await File.WriteAllTextAsync(file, "programs:\n  - { code: reviewed, name: 再次改名 }\n", TestContext.Current.CancellationToken);
            var stale = await RunAsync("catalog", file, "--if-version", version);
            stale.Code.ShouldBe(2);
            stale.Errors.ShouldContain($"依据的是 {version} 版");
            stale.Errors.ShouldContain("新增 专项行动 reviewed 送审的名称");
            var stored = (await RunAsync("catalog")).Output;
            stored.ShouldContain("送审的名称");
            (await RunAsync("catalog", file, "--if-version", "latest")).Errors.ShouldContain("不是目录版本");

            await File.WriteAllTextAsync(file, stored, TestContext.Current.CancellationToken);
            (await RunAsync("catalog", file)).Output.ShouldContain("没有变化");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task P5_Verify_succeeds_on_what_is_right_and_fails_and_names_what_is_damaged()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2009-05-06", 42));
        await api.GetAsync($"/api/totals?window=2009&minPosition={entry.Position}");
        (await RunAsync("verify")).Code.ShouldBe(0);
        await api.ExecuteAsync("update totals.cell set value = value + 1 where month = 2009 * 12 + 4");
        var damaged = await RunAsync("verify");
        damaged.Code.ShouldBe(1);
        damaged.Output.ShouldContain("lectures.audience@1");
        damaged.Output.ShouldContain("2009-05");
        await api.ExecuteAsync("update totals.cell set value = value - 1 where month = 2009 * 12 + 4");
        (await RunAsync("verify")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task P2_A_file_is_imported_once_however_often_it_is_given()
    {
        var file = Path.Combine(Path.GetTempPath(), $"worktracker-import-{Environment.ProcessId}.csv");
        await File.WriteAllTextAsync(file, "单位,专项行动,发生日,题目,受众\n431002,lectures,2008-03-18,示例讲座,\"1,260\"\n431003,lectures,2008/3/19,示例讲座二,40\n", TestContext.Current.CancellationToken);
        try
        {
            (await RunAsync("import", "lecture-held", file)).Code.ShouldBe(0);
            (await RunAsync("import", "lecture-held", file)).Output.ShouldContain("已经导入过");
            var totals = await RunAsync("totals", "lectures.audience", "-w", "2008", "-b", "reported", "--json");
            JsonDocument.Parse(totals.Output).RootElement.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBe(1300);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Task<Ran> RunAsync(params string[] verb) => Terminal.RunAsync(verb, new() { ["ConnectionStrings__worktracker"] = api.ConnectionString });
}
