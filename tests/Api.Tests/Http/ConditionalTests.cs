using System.Net;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Http;

/// <summary>RFC 9110, 13.1.2, for every answer that has a tag.</summary>
public sealed class ConditionalTests(RunningApi api) : IClassFixture<RunningApi>
{
    /// <summary>{0} is the answer's tag as it was sent, {1} the same without its weakness.</summary>
    [Theory]
    [InlineData("{0}", true)]
    [InlineData("{1}", true)]
    [InlineData("W/{1}", true)]
    [InlineData("\"other\", {0}", true)]
    [InlineData("W/\"other\",\"a,b\" , {1}", true)]
    [InlineData("*", true)]
    [InlineData("\"other\"", false)]
    [InlineData("\"other\", W/\"more\"", false)]
    [InlineData("without quotes", false)]
    [InlineData("", false)]
    public async Task Who_has_the_answer_is_told_so_and_who_has_not_gets_it(string seen, bool unchanged)
    {
        foreach (var address in await AddressesAsync())
        {
            using var first = await AskAsync(address, null);
            first.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            var tag = first.Headers.GetValues("ETag").Single();
            using var again = await AskAsync(address, seen.Replace("{0}", tag, StringComparison.Ordinal).Replace("{1}", tag[tag.IndexOf('"', StringComparison.Ordinal)..], StringComparison.Ordinal));
            again.StatusCode.ShouldBe(unchanged ? HttpStatusCode.NotModified : HttpStatusCode.OK, address);
            again.Headers.GetValues("ETag").Single().ShouldBe(tag);
            (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Length.ShouldBe(unchanged ? 0 : (await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Length);
        }
    }

    [Fact]
    public async Task An_entry_that_has_changed_is_given_to_who_has_seen_its_version_before()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2012-03-01"));
        using var first = await AskAsync($"/api/entries/{entry.Id}", null);
        await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 });
        using var second = await AskAsync($"/api/entries/{entry.Id}", first.Headers.GetValues("ETag").Single());
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_two_formats_of_the_catalog_are_two_answers()
    {
        using var yaml = await AskAsync("/api/catalog", null);
        using var json = await AskAsync("/api/catalog", yaml.Headers.GetValues("ETag").Single(), "application/json");
        json.StatusCode.ShouldBe(HttpStatusCode.OK);
        json.Headers.Vary.ShouldContain("Accept");
    }

    private async Task<string[]> AddressesAsync()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2012-02-01"), "conditional-entry");
        await api.SeenAsync();
        return
        [
            $"/api/entries/{entry.Id}", "/api/catalog", "/api/totals?metrics=lectures.sessions&window=2012",
            "/api/totals/breakdown?metrics=lectures.sessions&window=2012&by=month",
        ];
    }

    private async Task<HttpResponseMessage> AskAsync(string address, string? seen, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", seen);
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        return await api.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
