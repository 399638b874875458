using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>
/// P11 over random trees and roles: whatever a user asks, the answer's bytes hold no mark of what is not theirs to see, and what is theirs is there.
/// WORKTRACKER_SEED sets the seed.
/// </summary>
public sealed class SightTests(RunningApi api, ITestOutputHelper output) : IClassFixture<RunningApi>
{
    private const int Users = 6;

    private static readonly Role[] Roles = [Role.Reporter, Role.Reviewer, Role.Leader, Role.Writer, Role.Auditor, Role.Administrator];

    [Fact]
    public async Task P11_No_answer_holds_anything_of_another_department_or_of_an_internal_kind()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WORKTRACKER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xffffff;
        output.WriteLine($"WORKTRACKER_SEED={seed}");
        var random = new Random(seed);
        var city = new RandomCity(api, random);
        await city.BuildAsync();
        var questions = CityQuestions.Of(city).ToList();
        var (leaks, users) = (new ConcurrentBag<string>(), new List<(HttpClient Http, Onlooker User)>());
        for (var at = 0; at < Users; at++)
        {
            var grants = GrantsOf(city, random);
            var user = new Onlooker(city, grants);
            var http = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"user{at}", grants));
            users.Add((http, user));
            var forbidden = user.Forbidden();
            await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (question, stop) =>
            {
                using var request = question.Request();
                using var answer = await http.SendAsync(request, stop);
                var text = $"{answer.Headers}{answer.Content.Headers}{Readable(await answer.Content.ReadAsByteArrayAsync(stop))}";
                if ((int)answer.StatusCode >= 500 && !question.Address.EndsWith("/pdf", StringComparison.Ordinal))
                {
                    leaks.Add($"{answer.StatusCode} {question.Method} {question.Address}");
                }

                if (forbidden.FirstOrDefault(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase) && !question.Named.Contains(mark, StringComparison.OrdinalIgnoreCase)) is { } seen)
                {
                    leaks.Add($"{user} readers {string.Join(',', city.Readers)}: {question.Method} {question.Address} ({question.Named}) holds {seen}: {Around(text, seen)}");
                }
            });
        }

        leaks.Order(StringComparer.Ordinal).ShouldBeEmpty($"WORKTRACKER_SEED={seed}");
        foreach (var (http, user) in users)
        {
            await SeesAllOfTheirsAsync(http, city, user);
            http.Dispose();
        }
    }

    private static Grant[] GrantsOf(RandomCity city, Random random)
    {
        var first = Roles[random.Next(Roles.Length)];
        var second = Roles[random.Next(Roles.Length)];
        var isExcluded = (first, second) is (Role.Auditor, Role.Administrator) or (Role.Administrator, Role.Auditor);
        return [.. new[] { first, isExcluded ? first : second }.Take(random.Next(1, 3)).Select(role => new Grant(role, random.Next(10) == 0 ? Grant.Everywhere : city.Tree[random.Next(RandomCity.Offices)].Code)).Distinct()];
    }

    /// <summary>Every number about a department that may be seen is of all below it; about another one there is no answer. Lists and streams hold what may be seen, no more and no less.</summary>
    private static async Task SeesAllOfTheirsAsync(HttpClient http, RandomCity city, Onlooker user)
    {
        foreach (var office in city.Tree)
        {
            await SumIsAsync("lectures.audience", user.Reads(office.Code) ? user.Audience(office.Code) : null, office);
            await SumIsAsync($"{city.Metric}.sum", user.ReadsInternal(office.Code) ? user.Internal(office.Code) : null, office);
            await SumIsAsync($"{city.Metric}.both", user.ReadsInternal(office.Code) ? user.Audience(office.Code) + user.Internal(office.Code) : null, office);
        }

        var list = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/entries?limit=500", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        list.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("id").GetGuid()).Order().ShouldBe(city.Entries.Where(user.Reads).Select(entry => entry.Id).Order(), $"{user}");
        foreach (var entry in city.Entries)
        {
            (await StatusAsync($"/api/entries/{entry.Id}/history")).ShouldBe(user.Reads(entry) ? 200 : 404, $"{user}");
        }

        foreach (var report in city.Reports)
        {
            (await StatusAsync($"/api/reports/{report.Id}/file")).ShouldBeOneOf(user.Reads(report) ? [200] : [403, 404]);
        }

        var (home, first) = await LiveAsync(http);
        user.Forbidden().Where(mark => first.Contains(mark, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty($"{user} {first}");
        city.Tree.Where(office => user.Reads(office.Code)).Select(office => user.Audience(office.Code)).Append(user.Audience(TestCatalog.City)).ShouldContain(home, $"{user}");

        async Task SumIsAsync(string metric, long? sum, RandomOffice office)
        {
            using var answer = await http.GetAsync(new Uri($"/api/totals?metrics={metric}&window=2017&basis=reported&department={office.Code}", UriKind.Relative), TestContext.Current.CancellationToken);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            (answer.IsSuccessStatusCode ? json.GetProperty("totals")[0].GetProperty("value").GetInt64() : (long?)null).ShouldBe(sum, $"{user} {metric} {office.Code} {json}");
        }

        async Task<int> StatusAsync(string address)
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }
    }

    /// <summary>The audience in the first event of a stream of all metrics, of the department that is meant where none is named, and that event.</summary>
    private static async Task<(long Audience, string Event)> LiveAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/api/totals/live?window=2017&basis=reported", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var totals = JsonDocument.Parse(line[6..]).RootElement.GetProperty("totals");
                return (totals.EnumerateArray().Single(total => total.GetProperty("metric").GetString() == "lectures.audience").GetProperty("value").GetInt64(), line);
            }
        }

        return (-1, "");
    }

    /// <summary>All texts in an answer: a Word file unpacked, also where it lies inside JSON.</summary>
    private static string Readable(byte[] answer)
    {
        if (answer is [(byte)'P', (byte)'K', ..])
        {
            using var zip = new ZipArchive(new MemoryStream(answer));
            return string.Concat(zip.Entries.Select(part =>
            {
                using var text = new StreamReader(part.Open());
                return text.ReadToEnd();
            }));
        }

        var plain = Encoding.UTF8.GetString(answer);
        return plain.StartsWith('{') && JsonDocument.Parse(plain).RootElement is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("file", out var file) && file.ValueKind == JsonValueKind.String
            && file.TryGetBytesFromBase64(out var word) && word is [(byte)'P', (byte)'K', ..] ? plain + Readable(word) : plain;
    }

    private static string Around(string text, string mark)
    {
        var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 80)..Math.Min(text.Length, at + mark.Length + 40)].ReplaceLineEndings(" ");
    }
}
