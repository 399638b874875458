using System.Net;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Totals;

public sealed class TotalsAnswersTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task P7_A_total_as_known_at_an_earlier_position_answers_the_same_for_ever()
    {
        var first = await api.PostAsync("/api/entries", Requests.Lecture("2020-01-10", 100));
        var second = await api.PostAsync("/api/entries", Requests.Lecture("2020-01-11", 30));
        await AudienceAsync("2020-01", $"&minPosition={second.Position}");
        (await AudienceAsync("2020-01", $"&asOf={first.Position}")).ShouldBe(100);
        await api.PostAsync($"/api/entries/{first.Id}/withdrawal", new { version = 1, reason = "误报" });
        (await AudienceAsync("2020-01", $"&asOf={first.Position}")).ShouldBe(100);
        (await AudienceAsync("2020-01", $"&asOf={second.Position}")).ShouldBe(130);
    }

    [Fact]
    public async Task A_total_that_has_not_moved_answers_304_to_who_has_seen_it()
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture("2019-02-10", 10));
        var seen = await api.GetAsync($"/api/totals?metrics=lectures.sessions&window=2019&minPosition={entry.Position}");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/totals?metrics=lectures.sessions&window=2019");
        again.Headers.TryAddWithoutValidation("If-None-Match", seen.ETag);
        using var answer = await api.Http.SendAsync(again, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task P6_The_parts_of_an_additive_total_sum_to_it_by_department_and_by_month()
    {
        await api.PostAsync("/api/entries", Requests.Lecture("2018-01-05", 10));
        await api.PostAsync("/api/entries", Requests.Lecture("2018-03-05", 20, TestCatalog.OtherCounty));
        var last = await api.PostAsync("/api/entries", Requests.Lecture("2018-03-06", 40, TestCatalog.City));
        await AudienceAsync("2018", $"&minPosition={last.Position}");
        foreach (var by in (string[])["department", "month", "program"])
        {
            var split = await api.GetAsync($"/api/totals/breakdown?metrics=lectures.audience&window=2018&basis=reported&by={by}");
            split.Json.GetProperty("additive").GetBoolean().ShouldBeTrue();
            split.Json.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("value").GetDecimal()).ShouldBe(70, by);
        }
    }

    [Fact]
    public async Task The_same_window_a_year_before_is_compared_and_a_zero_is_said_to_be_one()
    {
        await api.PostAsync("/api/entries", Requests.Lecture("2016-08-05", 100));
        var last = await api.PostAsync("/api/entries", Requests.Lecture("2017-08-05", 150));
        var grown = await api.GetAsync($"/api/totals?metrics=lectures.audience&window=2017-08&basis=reported&compare=previous-year&minPosition={last.Position}");
        grown.Json.GetProperty("totals")[0].GetProperty("previousYear").GetProperty("changePercent").GetDecimal().ShouldBe(50);
        var first = await api.GetAsync("/api/totals?metrics=lectures.audience&window=2016-08&basis=reported&compare=previous-year");
        first.Json.GetProperty("totals")[0].GetProperty("previousYear").GetProperty("whyNone").GetString().ShouldBe("zero");
    }

    [Fact]
    public async Task A_changed_total_is_sent_to_who_follows_it()
    {
        using var stream = await api.Http.GetStreamReaderAsync("/api/totals/live?metrics=lectures.audience&window=2015&basis=reported");
        (await NextAsync(stream)).ShouldBe(0);
        await api.PostAsync("/api/entries", Requests.Lecture("2015-05-05", 77));
        (await NextAsync(stream)).ShouldBe(77);
    }

    [Fact]
    public async Task A_live_stream_says_that_it_is_always_of_now_and_what_to_ask_instead()
    {
        var answer = await api.GetAsync("/api/totals/live?metrics=lectures.audience&window=2015&asOf=5");
        answer.Status.ShouldBe(400);
        answer.PlacedFaults.ShouldBe([("live-has-no-as-of", "asOf")]);
        answer.Body.ShouldContain("GET /api/totals");
    }

    [Theory]
    [InlineData("metrics=none&window=2022", "metric-unknown")]
    [InlineData("metrics=lectures.sessions@9&window=2022", "metric-unknown")]
    [InlineData("window=2022-13", "window-invalid")]
    [InlineData("window=2022-07..2022-01", "window-invalid")]
    [InlineData("", "window-missing")]
    [InlineData("window=2022&department=999", "department-unknown")]
    [InlineData("window=2022&basis=guessed", "basis-invalid")]
    [InlineData("window=2022&asOf=tomorrow", "as-of-invalid")]
    [InlineData("window=2022&compare=next-year", "compare-invalid")]
    [InlineData("window=2022&style=poetic", "style-unknown")]
    public async Task A_question_that_cannot_be_understood_says_why(string query, string code)
    {
        var answer = await api.GetAsync($"/api/totals?{query}");
        answer.Status.ShouldBe(400);
        answer.Code.ShouldBe("query-invalid");
        answer.Faults.ShouldContain(code);
    }

    private async Task<decimal> AudienceAsync(string window, string more) =>
        (await api.GetAsync($"/api/totals?metrics=lectures.audience&window={window}&basis=reported{more}")).Json.GetProperty("totals")[0].GetProperty("value").GetDecimal();

    private static async Task<decimal> NextAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line["data: ".Length..]).RootElement.GetProperty("totals")[0].GetProperty("value").GetDecimal();
            }
        }

        throw new EndOfStreamException("The stream ended.");
    }
}

internal static class Streams
{
    public static async Task<StreamReader> GetStreamReaderAsync(this HttpClient http, string address) =>
        new(await http.GetStreamAsync(address, TestContext.Current.CancellationToken));
}
