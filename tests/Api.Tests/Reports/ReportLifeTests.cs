using System.Net.Http.Headers;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>Drafting, refreshing, freezing and superseding, over HTTP.</summary>
public sealed class ReportLifeTests(RunningApi api) : IClassFixture<RunningApi>, IAsyncLifetime
{
    private static int year = 2010;

    private readonly int own = Interlocked.Increment(ref year);

    public async ValueTask InitializeAsync()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await ReportAsync($"{own}-03-01", 120);
        await api.SeenAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_draft_says_its_position_and_figures_and_gives_its_file()
    {
        var drafted = await DraftAsync();
        var report = (await api.GetAsync($"/api/reports/{drafted.Id}")).Json;
        report.GetProperty("status").GetString().ShouldBe("draft");
        report.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("text").GetString()).ShouldContain("120人次");
        using var file = new WordFile(await FileAsync(drafted.Id));
        file.Faults.ShouldBeEmpty();
        file.Provenance.Report.ShouldBe(drafted.Id);
        file.Provenance.Position.ShouldBe(report.GetProperty("position").GetInt64());
    }

    [Fact]
    public async Task P8_A_figure_leads_to_its_entries()
    {
        var drafted = await DraftAsync();
        var figure = (await api.GetAsync($"/api/reports/{drafted.Id}")).Json.GetProperty("figures").EnumerateArray().First(figure => figure.GetProperty("text").GetString() == "120人次");
        var behind = await api.GetAsync(figure.GetProperty("entries").GetString()!);
        behind.Status.ShouldBe(200);
        behind.Json.GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task P2_The_same_draft_sent_again_is_one_report()
    {
        var key = Guid.NewGuid().ToString();
        var (first, second) = (await DraftAsync(key), await DraftAsync(key));
        second.Id.ShouldBe(first.Id);
        second.Position.ShouldBe(first.Position);
        (await api.CountAsync($"wt.mt_events where stream_id = '{first.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_refresh_brings_figures_up_to_date_and_names_the_events()
    {
        var drafted = await DraftAsync();
        var entry = await ReportAsync($"{own}-05-01", 30);
        await api.SeenAsync();
        var (file, result) = await RefreshAsync(await FileAsync(drafted.Id));
        var moved = result.GetProperty("moved").EnumerateArray().Single(item => item.GetProperty("before").GetString() == "120人次");
        moved.GetProperty("after").GetString().ShouldBe("150人次");
        moved.GetProperty("events").EnumerateArray().Select(item => (item.GetProperty("stream").GetGuid(), item.GetProperty("type").GetString()))
            .ShouldBe([(entry, "entry_reported"), (entry, "entry_approved")]);
        result.GetProperty("rows").EnumerateArray().Single().GetProperty("added").GetArrayLength().ShouldBe(1);
        using var refreshed = new WordFile(file);
        refreshed.Faults.ShouldBeEmpty();
        string.Concat(refreshed.Paragraphs).ShouldContain("150人次");
        (await RefreshAsync(file)).Result.GetProperty("moved").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task P10_A_frozen_report_never_changes_and_tells_what_has_moved_since()
    {
        var drafted = await DraftAsync();
        var file = await FileAsync(drafted.Id);
        var frozen = await FreezeAsync(drafted.Id, 1, file);
        frozen.Status.ShouldBe(200, frozen.Body);
        await ReportAsync($"{own}-06-01", 7);
        await api.SeenAsync();
        (await FileAsync(drafted.Id)).ShouldBe(file);
        var moved = (await api.GetAsync($"/api/reports/{drafted.Id}/moved")).Json.GetProperty("moved").EnumerateArray().ToList();
        moved.Select(item => item.GetProperty("after").GetString()).ShouldContain("127人次");
        moved.ShouldAllBe(item => item.GetProperty("events").GetArrayLength() == 2);
        (await FreezeAsync(drafted.Id, 2, file)).Code.ShouldBe("report-frozen");
        (await api.GetAsync($"/api/reports/{drafted.Id}")).Json.GetProperty("status").GetString().ShouldBe("frozen");
    }

    [Fact]
    public async Task Freezing_names_the_version_seen_and_takes_only_the_reports_own_file()
    {
        var (one, other) = (await DraftAsync(), await DraftAsync());
        (await FreezeAsync(one.Id, 1, await FileAsync(other.Id))).Code.ShouldBe("file-of-another-report");
        (await FreezeAsync(one.Id, 7, await FileAsync(one.Id))).Code.ShouldBe("stale-version");
        (await FreezeAsync(Guid.NewGuid(), 1, await FileAsync(one.Id))).Code.ShouldBe("report-unknown");
        (await FreezeAsync(one.Id, 1, "nonsense"u8.ToArray())).Faults.ShouldBe(["file-not-word"]);
    }

    [Fact]
    public async Task A_corrected_edition_supersedes_and_shows_the_differences()
    {
        var first = await DraftAsync();
        await FreezeAsync(first.Id, 1, await FileAsync(first.Id));
        await ReportAsync($"{own}-07-01", 5);
        await api.SeenAsync();
        var second = await DraftAsync();
        (await SupersedeAsync(first.Id, 2, second.Id)).Code.ShouldBe("edition-not-frozen");
        await FreezeAsync(second.Id, 1, await FileAsync(second.Id));
        (await SupersedeAsync(first.Id, 2, second.Id)).Status.ShouldBe(200);
        (await SupersedeAsync(first.Id, 3, second.Id)).Code.ShouldBe("report-superseded");
        var differences = (await api.GetAsync($"/api/reports/{first.Id}/differences")).Json;
        differences.GetProperty("changed").EnumerateArray().Select(change => (change.GetProperty("here").GetProperty("text").GetString(), change.GetProperty("there").GetProperty("text").GetString()))
            .ShouldContain(("120人次", "125人次"));
    }

    [Fact]
    public async Task A_slot_survives_a_new_draft()
    {
        var drafted = await DraftAsync();
        using var edited = new WordFile(await FileAsync(drafted.Id));
        edited.Body.Descendants<SdtBlock>().Single().SdtContentBlock!.Descendants<Text>().Single().Text = "亮点是人写的。";
        var frozen = await FreezeAsync(drafted.Id, 1, edited.Bytes());
        frozen.Status.ShouldBe(200, frozen.Body);
        var again = await api.PostAsync("/api/reports", new { template = "short", window = $"{own}", from = drafted.Id });
        using var next = new WordFile(await FileAsync(again.Id));
        string.Concat(next.Paragraphs).ShouldContain("亮点是人写的。");
        next.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_preview_marks_figures_and_escapes_what_people_wrote()
    {
        await ReportAsync($"{own}-04-01", 1, "<b>甲</b> | # *乙*");
        await api.SeenAsync();
        var drafted = await DraftAsync();
        var html = (await api.GetAsync($"/api/reports/{drafted.Id}/html")).Body;
        html.ShouldContain("class=\"figure\"");
        html.ShouldContain("&lt;b&gt;甲&lt;/b&gt; | # *乙*");
        html.ShouldNotContain("<b>甲");
        using var file = new WordFile(await FileAsync(drafted.Id));
        string.Concat(file.Paragraphs).ShouldContain("<b>甲</b> | # *乙*");
    }

    [Fact]
    public async Task Reports_are_listed_the_newest_first_and_page_by_page()
    {
        var (first, second) = (await DraftAsync(), await DraftAsync());
        var page = (await api.GetAsync("/api/reports?limit=1")).Json;
        page.GetProperty("reports")[0].GetProperty("id").GetGuid().ShouldBe(second.Id);
        var next = (await api.GetAsync($"/api/reports?limit=1&before={page.GetProperty("next").GetInt64()}")).Json;
        next.GetProperty("reports")[0].GetProperty("id").GetGuid().ShouldBe(first.Id);
    }

    [Fact]
    public async Task What_cannot_be_drafted_says_why()
    {
        (await api.PostAsync("/api/reports", new { template = "none", window = "2022-13" })).Faults.ShouldBe(["template-unknown", "window-invalid"], ignoreOrder: true);
        (await api.PostAsync("/api/reports", new { window = "2022" })).Status.ShouldBe(400);
        (await api.GetAsync($"/api/reports/{Guid.NewGuid()}")).Code.ShouldBe("report-unknown");
        (await api.GetAsync("/api/reports/x/file")).Status.ShouldBe(404);
    }

    private async Task<Guid> ReportAsync(string day, int audience, string title = "示例讲座")
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(day, audience, title: title));
        entry.Status.ShouldBe(201, entry.Body);
        (await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 })).Status.ShouldBe(200);
        return entry.Id;
    }

    private async Task<Answer> DraftAsync(string? key = null)
    {
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = $"{own}" }, key);
        drafted.Status.ShouldBe(201, drafted.Body);
        return drafted;
    }

    private Task<byte[]> FileAsync(Guid report) => api.Http.GetByteArrayAsync($"/api/reports/{report}/file", TestContext.Current.CancellationToken);

    private Task<Answer> FreezeAsync(Guid report, long version, byte[] file) =>
        api.SendAsync(HttpMethod.Post, $"/api/reports/{report}/freeze?version={version}", Content(file), Guid.NewGuid().ToString());

    private Task<Answer> SupersedeAsync(Guid report, long version, Guid by) => api.PostAsync($"/api/reports/{report}/supersession", new { version, by });

    private async Task<(byte[] File, System.Text.Json.JsonElement Result)> RefreshAsync(byte[] file)
    {
        var answer = await api.SendAsync(HttpMethod.Post, "/api/reports/refresh", Content(file), null);
        answer.Status.ShouldBe(200, answer.Body);
        return (answer.Json.GetProperty("file").GetBytesFromBase64(), answer.Json.GetProperty("result"));
    }

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };
}
