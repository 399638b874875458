using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>Each open live stream asks the store again and again: one user has so many, whatever others have.</summary>
public sealed class OpenStreamsTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task L3_A_user_opens_so_many_live_streams_and_the_next_when_one_is_closed()
    {
        using var one = await UserAsync("streams");
        using var other = await UserAsync("streams.other");
        var most = api.Services.GetRequiredService<Settings>().StreamsAUser;
        var open = new List<HttpResponseMessage>();
        for (var at = 0; at < most; at++)
        {
            open.Add(await OpenAsync(one));
            open[^1].StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using (var refused = await OpenAsync(one))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("too-many-streams");
        }

        using (var others = await OpenAsync(other))
        {
            others.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        open[0].Dispose();
        for (var tries = 0; tries < 200; tries++)
        {
            using var next = await OpenAsync(one);
            if (next.StatusCode == HttpStatusCode.OK)
            {
                open.ForEach(stream => stream.Dispose());
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("A closed stream is still counted.");
    }

    private async Task<HttpClient> UserAsync(string name) =>
        TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, [new(Role.Leader, TestCatalog.County)]));

    private static Task<HttpResponseMessage> OpenAsync(HttpClient user) => user.GetAsync(
        new Uri($"/api/totals/live?metrics=lectures.audience&window=2022&department={TestCatalog.County}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
}
