using System.Diagnostics;
using System.Text;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.SigningIn;

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

    [Fact]
    public async Task What_was_signed_out_on_one_node_is_dead_on_the_other_within_seconds_its_open_stream_too()
    {
        await using var node = WorkTrackerHost.Build(Database.At(api.ConnectionString), TestAccounts.Settings);
        await node.StartAsync(TestContext.Current.CancellationToken);
        await TestAccounts.OpenAsync(api.Services, "elsewhere", "Kestrel-92-Otter", new Grant(Role.Leader, TestCatalog.County));
        using var here = new Browser(api.Http.BaseAddress!);
        await here.SignInAsync("elsewhere", "Kestrel-92-Otter");
        using var there = here.Copy(new(node.Urls.First()));
        (await there.GetAsync("/api/session")).Status.ShouldBe(200);
        using var page = there.Page();
        using var answer = await page.GetAsync(new Uri("/api/totals/live?metrics=lectures.audience&window=2022&department=431002", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        (await here.SendAsync(HttpMethod.Delete, "/api/session")).Status.ShouldBe(204);
        var since = Stopwatch.StartNew();
        while ((await there.GetAsync("/api/session")).Status != 401)
        {
            since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await stream.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await node.StopAsync(TestContext.Current.CancellationToken);
    }
}
