using System.Text;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>An open page ends with the session, well within a minute.</summary>
public sealed class LiveSessionTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task Signing_out_ends_an_open_live_stream()
    {
        await TestAccounts.OpenAsync(api.Services, "watching", "Kestrel-92-Otter", new Grant(Role.Leader, TestCatalog.County));
        using var browser = new Browser(api.Http.BaseAddress!);
        await browser.SignInAsync("watching", "Kestrel-92-Otter");
        using var page = browser.Page();
        using var answer = await page.GetAsync(new Uri("/api/totals/live?metrics=lectures.audience&window=2022&department=431002", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        (await stream.ReadLineAsync(TestContext.Current.CancellationToken))!.ShouldContain("totals");
        (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Status.ShouldBe(204);
        await stream.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
