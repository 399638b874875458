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

    [Theory]
    [InlineData("department", TestCatalog.OtherCounty, 60, 20)]
    [InlineData("month", "2007-03", 0, 50)]
    [InlineData("program", "lectures", 130, 100)]
    public async Task P6_Each_part_is_compared_with_the_same_part_a_year_before_and_both_years_sum_up(string by, string key, int now, int before)
    {
        await CompareAsync();
        var split = await api.GetAsync($"/api/totals/breakdown?metrics=lectures.audience&window=2007&basis=reported&by={by}&compare=previous-year&style=exact");
        var parts = split.Json.GetProperty("parts").EnumerateArray().ToList();
        var part = parts.Single(one => one.GetProperty("key").GetString() == key);
        part.GetProperty("value").GetDecimal().ShouldBe(now);
        part.GetProperty("phrase").GetProperty("text").GetString().ShouldBe($"{now}人次");
        part.GetProperty("previousYear").GetProperty("value").GetDecimal().ShouldBe(before);
        split.Json.GetProperty("total").GetProperty("previousYear").GetProperty("changePercent").GetDecimal().ShouldBe(30);
        parts.Sum(one => one.GetProperty("value").GetDecimal()).ShouldBe(130);
        parts.Sum(one => one.GetProperty("previousYear").GetProperty("value").GetDecimal()).ShouldBe(100);
    }

    [Fact]
    public async Task An_enterprise_that_took_part_only_a_year_before_is_a_part_with_nothing_now()
    {
        await api.PostAsync("/api/entries", Requests.Joined("示例旧年企业", "2004-05-01"));
        var last = await api.PostAsync("/api/entries", Requests.Joined("示例新年企业", "2005-05-01"));
        await AudienceAsync("2005", $"&minPosition={last.Position}");
        var split = await api.GetAsync("/api/totals/breakdown?metrics=wanqi.named&window=2005&basis=reported&by=party&compare=previous-year");
        split.Json.GetProperty("parts").EnumerateArray()
            .Select(part => (part.GetProperty("name").GetString(), part.GetProperty("value").GetDecimal(), part.GetProperty("previousYear").GetProperty("value").GetDecimal()))
            .ShouldBe([("示例新年企业", 1, 0), ("示例旧年企业", 0, 1)]);
    }

    [Theory]
    [InlineData("by=month&compare=next-year", "compare-invalid")]
    [InlineData("by=month&style=poetic", "style-unknown")]
    public async Task A_breakdown_reads_how_it_is_to_be_shown_as_totals_do(string query, string code) =>
        (await api.GetAsync($"/api/totals/breakdown?metrics=lectures.audience&window=2007&{query}")).Faults.ShouldBe([code]);

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

    /// <summary>2006: 100, of it 50 in March and 20 in the other county. 2007: 130, of it 60 there and none in March. However often it is asked for.</summary>
    private async Task CompareAsync()
    {
        await api.PostAsync("/api/entries", Requests.Lecture("2006-03-05", 50), "compared-1");
        await api.PostAsync("/api/entries", Requests.Lecture("2006-04-05", 30), "compared-2");
        await api.PostAsync("/api/entries", Requests.Lecture("2006-04-06", 20, TestCatalog.OtherCounty), "compared-3");
        await api.PostAsync("/api/entries", Requests.Lecture("2007-04-05", 70), "compared-4");
        var last = await api.PostAsync("/api/entries", Requests.Lecture("2007-04-06", 60, TestCatalog.OtherCounty), "compared-5");
        await AudienceAsync("2007", $"&minPosition={last.Position}");
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
