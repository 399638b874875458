using System.Net.Http.Headers;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>P8, P10: the figures of a frozen report are those of the store, whatever its file says of itself.</summary>
public sealed class FreezingTests(RunningApi api) : IClassFixture<RunningApi>, IAsyncLifetime
{
    private static int year = 2010;

    private readonly int own = Interlocked.Increment(ref year);

    public async ValueTask InitializeAsync()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await ReportAsync($"{own}-03-01", 120);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_number_that_somebody_wrote_into_the_files_data_is_refused_with_what_the_store_gives()
    {
        var (id, file) = await DraftAsync();
        var refused = await FreezeAsync(id, WordFile.WithData(Typed(file, "120人次", "9999人次"), data => data.Replace("120人次", "9999人次").Replace("values=\"120\"", "values=\"9999\"")));
        (refused.Status, refused.Code).ShouldBe((409, "file-says-otherwise"));
        refused.Faults.ShouldBe(["figure-differs"]);
        refused.Body.ShouldContain("9999人次（9999）");
        refused.Body.ShouldContain("120人次（120）");
        (await api.GetAsync($"/api/reports/{id}")).Json.GetProperty("status").GetString().ShouldBe("draft");
    }

    [Fact]
    public async Task A_value_behind_an_untouched_wording_is_refused() =>
        await RefusedAsync(409, "figure-differs", data => data.Replace("values=\"120\"", "values=\"121\""));

    [Fact]
    public async Task A_figure_that_was_typed_over_is_refused_with_both_and_taken_as_plain_text()
    {
        var (id, file) = await DraftAsync();
        var typed = Typed(file, "120人次", "近200人次");
        var refused = await FreezeAsync(id, typed);
        refused.Faults.ShouldBe(["figure-overtyped"]);
        refused.Body.ShouldContain("近200人次");
        using var plain = new WordFile(typed);
        foreach (var control in plain.Body.Descendants<SdtRun>().Where(control => control.InnerText == "近200人次").ToList())
        {
            control.InsertAfterSelf(control.SdtContentRun!.GetFirstChild<Run>()!.CloneNode(true));
            control.Remove();
        }

        (await FreezeAsync(id, plain.Bytes())).Status.ShouldBe(200);
        (await FiguresAsync(id)).ShouldNotContain("120人次");
    }

    [Fact]
    public async Task A_figure_without_anything_behind_it_is_refused() =>
        await RefusedAsync(409, "figure-without-source", data => System.Text.RegularExpressions.Regex.Replace(data, "<figure [^>]*lectures.audience[^>]*/>", ""));

    [Fact]
    public async Task A_position_that_has_not_been_is_refused() =>
        await RefusedAsync(400, "file-of-the-future", data => System.Text.RegularExpressions.Regex.Replace(data, "(<report [^>]*position=\")[0-9]+", "${1}900000"));

    [Fact]
    public async Task A_position_before_the_draft_is_refused()
    {
        var (id, file) = await DraftAsync();
        (await FreezeAsync(id, WordFile.WithData(file, data => System.Text.RegularExpressions.Regex.Replace(data, "(<report [^>]*position=\")[0-9]+", "${1}1")))).Code.ShouldBe("file-before-its-draft");
    }

    [Theory]
    [InlineData("metrics=\"lectures.audience@1\"", "metrics=\"no.such@1\"")]
    [InlineData("metrics=\"lectures.audience@1\"", "metrics=\"lectures.audience@7\"")]
    [InlineData("metrics=\"lectures.audience@1\"", "metrics=\"lectures.audience@1,lectures.sessions@1\"")]
    [InlineData("department=\"431000\" window", "department=\"999999\" window")]
    [InlineData("style=\"exact\"", "style=\"no-such\"")]
    public async Task H7_A_question_that_cannot_be_asked_hides_no_report_from_anybody(string from, string to)
    {
        var (id, file) = await DraftAsync();
        var spoilt = WordFile.WithData(file, data => data.Replace(from, to));
        using var edited = new WordFile(spoilt);
        edited.Body.Descendants<SdtRun>().Where(control => !edited.Provenance.Figures.Any(figure => control.SdtProperties!.GetFirstChild<Tag>()!.Val == "wt:" + figure.Id)).ToList().ForEach(control => control.Remove());
        (await FreezeAsync(id, edited.Bytes())).Faults.ShouldContain("figure-unknown");
        (await api.GetAsync($"/api/reports/{id}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task H7_Figures_that_the_freezer_may_not_see_are_refused_and_told_as_unknown()
    {
        using var writer = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"writer{own}", [new(Role.Writer, TestCatalog.County)]));
        var drafted = await SendAsync(writer, HttpMethod.Post, "/api/reports", new StringContent($$"""{"template": "short", "window": "{{own}}", "department": "{{TestCatalog.County}}"}""", System.Text.Encoding.UTF8, "application/json"));
        drafted.Status.ShouldBe(201, drafted.Body);
        var file = await writer.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken);
        var foreign = WordFile.WithData(file, data => data.Replace("<figure ", $"<figure id=\"x\" metrics=\"lectures.audience@1\" department=\"{TestCatalog.OtherCounty}\" window=\"{own}\" basis=\"approved\" style=\"exact\" name=\"n\" text=\"t\" values=\"1\" in=\"chart\"/><figure ", StringComparison.Ordinal));
        var refused = await SendAsync(writer, HttpMethod.Post, $"/api/reports/{drafted.Id}/freeze?version=1", Content(foreign));
        refused.Faults.ShouldContain("figure-unknown");
        (await SendAsync(writer, HttpMethod.Post, $"/api/reports/{drafted.Id}/freeze?version=1", Content(file))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_refreshed_file_is_frozen_with_the_figures_of_its_position_though_others_came_after()
    {
        var (id, file) = await DraftAsync();
        await ReportAsync($"{own}-05-01", 30);
        var refreshed = await RefreshAsync(file);
        await ReportAsync($"{own}-06-01", 7);
        var frozen = await FreezeAsync(id, refreshed);
        frozen.Status.ShouldBe(200, frozen.Body);
        (await FiguresAsync(id)).ShouldContain("150人次");
        (await api.GetAsync($"/api/reports/{id}/moved")).Body.ShouldContain("157人次");
    }

    [Fact]
    public async Task A_refreshed_file_that_says_what_came_after_its_position_is_refused()
    {
        var (id, file) = await DraftAsync();
        await ReportAsync($"{own}-05-01", 30);
        var refreshed = await RefreshAsync(file);
        await ReportAsync($"{own}-06-01", 7);
        var forged = WordFile.WithData(Typed(refreshed, "150人次", "157人次"), data => data.Replace("150人次", "157人次").Replace("values=\"150\"", "values=\"157\""));
        (await FreezeAsync(id, forged)).Faults.ShouldBe(["figure-differs"]);
    }

    [Fact]
    public async Task A_definition_that_changed_since_changes_no_figure_of_the_position_before()
    {
        var (id, file) = await DraftAsync();
        await ReportAsync($"{own}-05-01", 30);
        var refreshed = await RefreshAsync(file);
        await ReportTemplates.DefineAsync(api, $"other{own}", "# 甲\n");
        await ReportAsync($"{own}-06-01", 7);
        (await FreezeAsync(id, refreshed)).Status.ShouldBe(200);
        (await FiguresAsync(id)).ShouldContain("150人次");
    }

    private async Task RefusedAsync(int status, string fault, Func<string, string> change)
    {
        var (id, file) = await DraftAsync();
        var refused = await FreezeAsync(id, WordFile.WithData(file, change));
        refused.Status.ShouldBe(status, refused.Body);
        refused.Faults.ShouldBe([fault]);
        (await api.GetAsync($"/api/reports/{id}")).Json.GetProperty("status").GetString().ShouldBe("draft");
    }

    private static byte[] Typed(byte[] file, string from, string to)
    {
        using var edited = new WordFile(file);
        foreach (var text in edited.Body.Descendants<Text>().Where(text => text.Text == from))
        {
            text.Text = to;
        }

        return edited.Bytes();
    }

    private async Task ReportAsync(string day, int audience)
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(day, audience));
        (await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 })).Status.ShouldBe(200);
        await api.SeenAsync();
    }

    private async Task<(Guid Id, byte[] File)> DraftAsync()
    {
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = $"{own}" });
        drafted.Status.ShouldBe(201, drafted.Body);
        return (drafted.Id, await api.Http.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken));
    }

    private async Task<byte[]> RefreshAsync(byte[] file) =>
        (await api.SendAsync(HttpMethod.Post, "/api/reports/refresh", Content(file), null)).Json.GetProperty("file").GetBytesFromBase64();

    private Task<Answer> FreezeAsync(Guid report, byte[] file) =>
        api.SendAsync(HttpMethod.Post, $"/api/reports/{report}/freeze?version=1", Content(file), Guid.NewGuid().ToString());

    private async Task<IReadOnlyList<string?>> FiguresAsync(Guid report) =>
        [.. (await api.GetAsync($"/api/reports/{report}")).Json.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("text").GetString())];

    private static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content, Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), null);
    }

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };
}
