using System.Globalization;
using System.Text;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>
/// P11 over random trees and roles: each department's entry has an audience of its own power of two, so that every number says whose entries are in it.
/// </summary>
public sealed class SightTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Departments = 12;
    private const int Users = 12;

    /// <summary>A further administrator would take two.</summary>
    private static readonly Role[] Roles = [Role.Reporter, Role.Reviewer, Role.Leader, Role.Writer, Role.Auditor];

    [Fact]
    public async Task P11_Totals_breakdowns_lists_entries_behind_and_live_streams_hold_nothing_of_another_department()
    {
        var random = new Random(20261124);
        var tree = Enumerable.Range(0, Departments).Select(at => (Code: Code(at), Parent: at == 0 ? TestCatalog.City : random.Next(4) == 0 ? TestCatalog.City : Code(random.Next(at)))).ToList();
        await PutAsync(string.Concat(tree.Select(one => $"  - {{ code: {one.Code}, name: 单位{one.Code}, level: office, parent: \"{one.Parent}\" }}\n").Prepend("departments:\n")));
        var entries = new Dictionary<string, (Guid Id, int Bit)>();
        foreach (var (code, at) in tree.Select((one, at) => (one.Code, at)))
        {
            entries[code] = ((await api.PostAsync("/api/entries", Requests.Lecture("2017-05-06", 1 << at, code))).Id, 1 << at);
        }

        await api.SeenAsync();
        bool IsBelow(string code, string above) => code == above || (tree.Find(one => one.Code == code) is { Parent: { } parent } && parent != TestCatalog.City && IsBelow(parent, above));
        for (var user = 0; user < Users; user++)
        {
            var grants = Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Grant(Roles[random.Next(Roles.Length)], Code(random.Next(Departments)))).Distinct().ToArray();
            grants = grants.Any(grant => grant.Role == Role.Auditor) ? [.. grants.Where(grant => !grant.Role.ChangesAnything())] : grants;
            var allowed = tree.Select(one => one.Code).Where(code => grants.Any(grant => IsBelow(code, grant.Department))).ToHashSet(StringComparer.Ordinal);
            using var http = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"user{user}", grants));
            var why = string.Join(' ', grants.Select(grant => $"{grant.Role}@{grant.Department}"));
            foreach (var (code, _) in tree)
            {
                await SeesAsync(http, code, allowed, tree.Where(one => IsBelow(one.Code, code)).Sum(one => entries[one.Code].Bit), why);
            }

            var list = await ReadAsync(http, "/api/entries?limit=500");
            list.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("department").GetProperty("code").GetString()!).Order().ShouldBe(allowed.Order(), why);
            foreach (var (code, (id, _)) in entries)
            {
                (await http.GetAsync(new Uri($"/api/entries/{id}/history", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBe(allowed.Contains(code), why);
            }

            (await ReadAsync(http, "/api/departments")).EnumerateArray().Select(one => one.GetProperty("code").GetString()!).Except(["431000"])
                .Where(code => !allowed.Contains(code) && !grants.Any(grant => IsBelow(grant.Department, code))).ShouldBeEmpty(why);
            (await LiveAsync(http)).ShouldBeSubsetOf(allowed, why);
        }
    }

    /// <summary>Every number about a department that may be seen is of all below it; about another one there is no answer.</summary>
    private static async Task SeesAsync(HttpClient http, string code, HashSet<string> allowed, int sum, string why)
    {
        foreach (var path in new[] { "?metrics=lectures.audience&", "/breakdown?by=department&metrics=lectures.audience&", "/breakdown?by=program&metrics=lectures.audience&", "/lectures.audience/entries?" })
        {
            using var answer = await http.GetAsync(new Uri($"/api/totals{path}window=2017&basis=reported&department={code}", UriKind.Relative), TestContext.Current.CancellationToken);
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            if (!allowed.Contains(code))
            {
                ((int)answer.StatusCode, json.GetProperty("faults")[0].GetProperty("code").GetString()).ShouldBe((400, "department-unknown"), why);
                continue;
            }

            answer.IsSuccessStatusCode.ShouldBeTrue($"{path} {code} {why} {json}");
            var total = json.TryGetProperty("total", out var one) ? one : json.GetProperty("totals")[0];
            total.GetProperty("value").GetInt32().ShouldBe(sum, why);
            if (json.TryGetProperty("entries", out var behind))
            {
                behind.EnumerateArray().Select(entry => entry.GetProperty("department").GetProperty("code").GetString()!).ShouldBeSubsetOf(allowed, why);
            }
        }
    }

    /// <summary>The departments whose audience the first event of a stream holds, of the department that is meant where none is named.</summary>
    private static async Task<IReadOnlyList<string>> LiveAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(new Uri("/api/totals/live?metrics=lectures.audience&window=2017&basis=reported", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), Encoding.UTF8);
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var value = JsonDocument.Parse(line[6..]).RootElement.GetProperty("totals")[0].GetProperty("value").GetInt32();
                return [.. Enumerable.Range(0, Departments).Where(at => (value & (1 << at)) != 0).Select(Code)];
            }
        }

        return [];
    }

    private static async Task<JsonElement> ReadAsync(HttpClient http, string address) =>
        JsonDocument.Parse(await http.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;

    private async Task PutAsync(string yaml)
    {
        var answer = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent(yaml, Encoding.UTF8, "application/yaml"), null);
        answer.Status.ShouldBe(200, answer.Body);
    }

    private static string Code(int at) => string.Create(CultureInfo.InvariantCulture, $"dep{at}");
}
