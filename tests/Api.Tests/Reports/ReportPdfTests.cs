using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>What is official is opened by many: it fetches nothing, is made a PDF of once, and shown to who may read it.</summary>
public sealed class ReportPdfTests(RunningApi api) : IClassFixture<RunningApi>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await api.SeenAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task F11_A_field_that_fetches_is_named_with_its_part_when_a_file_is_frozen_or_refreshed()
    {
        var (id, file) = await DraftAsync();
        using var edited = new WordFile(file);
        edited.Body.PrependChild(new Paragraph(new SimpleField { Instruction = "DDEAUTO a b" }));
        var bytes = edited.Bytes();
        foreach (var address in new[] { $"/api/reports/{id}/freeze?version=1", "/api/reports/refresh" })
        {
            var refused = await SendAsync(address, bytes);
            (refused.Status, refused.Code).ShouldBe((400, "file-refused"));
            refused.Faults.ShouldBe(["file-with-fetching-field"]);
            refused.Body.ShouldContain("word/document.xml");
            refused.Body.ShouldContain("DDEAUTO a b");
        }
    }

    [Fact]
    public async Task F12_A_frozen_report_is_made_a_PDF_of_once_and_only_for_who_may_read_it()
    {
        SkipWithoutLibreOffice();
        var (id, file) = await DraftAsync();
        (await SendAsync($"/api/reports/{id}/freeze?version=1", file)).Status.ShouldBe(200);
        var first = await api.Http.GetByteArrayAsync($"/api/reports/{id}/pdf", TestContext.Current.CancellationToken);
        first[..4].ShouldBe("%PDF"u8.ToArray());
        // Another one would have a number and a time of its own.
        (await api.Http.GetByteArrayAsync($"/api/reports/{id}/pdf", TestContext.Current.CancellationToken)).ShouldBe(first);
        using var elsewhere = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "pdf.elsewhere", [new(Role.Leader, TestCatalog.OtherCounty)]));
        using var hidden = await elsewhere.GetAsync($"/api/reports/{id}/pdf", TestContext.Current.CancellationToken);
        ((int)hidden.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task F12_A_third_PDF_that_one_user_asks_at_once_is_answered_with_when_to_ask_again()
    {
        SkipWithoutLibreOffice();
        var (id, _) = await DraftAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => api.Http.GetAsync($"/api/reports/{id}/pdf", TestContext.Current.CancellationToken)));
        answers.Select(answer => (int)answer.StatusCode).Order().ShouldBe([200, 200, 503, 503]);
        var busy = answers.First(answer => (int)answer.StatusCode == 503);
        busy.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        (await busy.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("pdf-busy");
        using var later = await api.Http.GetAsync($"/api/reports/{id}/pdf", TestContext.Current.CancellationToken);
        ((int)later.StatusCode).ShouldBe(200);
    }

    private void SkipWithoutLibreOffice() => Assert.SkipUnless(api.Services.GetRequiredService<PdfConversion>().IsInstalled, "LibreOffice is not installed.");

    private async Task<(Guid Id, byte[] File)> DraftAsync()
    {
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = "2019" });
        return (drafted.Id, await api.Http.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken));
    }

    private Task<Answer> SendAsync(string address, byte[] file) => api.SendAsync(
        HttpMethod.Post, address, new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } }, Guid.NewGuid().ToString());
}
