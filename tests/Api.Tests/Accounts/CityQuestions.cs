using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Everything that somebody could ask a <see cref="RandomCity"/> in the hope of an answer. <c>Named</c> is what the question itself holds, which its answer may quote.</summary>
internal sealed record CityQuestion(HttpMethod Method, string Address, Func<HttpContent>? Content, string Named, Guid? Key = null)
{
    public HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(Method, Address) { Content = Content?.Invoke() };
        request.Headers.Add(CommandId.Header, (Key ?? Guid.NewGuid()).ToString());
        return request;
    }
}

internal static class CityQuestions
{
    private static readonly string[] Open = ["lectures.audience", "lectures.sessions", "open.share", "open.offices", "open.growth", "open.part"];

    public static IEnumerable<CityQuestion> Of(RandomCity city) => [.. Totals(city), .. Lists(city), .. Single(city), .. Acts(city), .. Files(city)];

    /// <summary>Each metric of each department, split in every way, now and as known, beside the year before.</summary>
    private static IEnumerable<CityQuestion> Totals(RandomCity city)
    {
        string[] inside = [$"{city.Metric}.sum", $"{city.Metric}.both", $"{city.Metric}.people", $"{city.Metric}.formula", $"{city.Metric}.deep"];
        foreach (var department in city.Tree.Select(office => $"&department={office.Code}").Append("").Append("&department=431000"))
        {
            foreach (var basis in new[] { "reported", "approved" })
            {
                yield return Get($"/api/totals?window=2017&compare=previous-year&basis={basis}{department}");
            }

            yield return Get($"/api/totals?window=2018&compare=previous-year&style=exact{department}");
            yield return Get($"/api/totals?window=until:2017-12&asOf=2099-01-01{department}");
            yield return Get($"/api/totals?window=2017-05-01..2017-05-07&minPosition=1{department}");
            foreach (var metric in inside.Append("lectures.audience"))
            {
                yield return Get($"/api/totals?metrics={metric}&window=2017&style=over{department}");
                yield return Get($"/api/totals/{metric}/entries?window=2017&basis=reported{department}");
            }

            foreach (var (metric, split) in from metric in new[] { "lectures.audience", "open.share", inside[1], inside[2] } from split in new[] { "department", "month", "program", "party" } select (metric, split))
            {
                yield return Get($"/api/totals/breakdown?metrics={metric}&by={split}&window=2017&basis=reported{department}");
            }
        }

        foreach (var metric in Open)
        {
            yield return Get($"/api/totals/{metric}/entries?window=until:2017-12");
            yield return Get($"/api/totals?metrics={metric}@1,{city.Metric}.sum@1&window=2017");
            yield return Get($"/api/totals?metrics={metric}x&window=2017");
        }
    }

    private static IEnumerable<CityQuestion> Lists(RandomCity city)
    {
        string[] addresses =
        [
            "/api/entries?limit=500", "/api/entries?limit=500&status=approved", "/api/entries?limit=500&program=lectures&from=2017-01-01&to=2017-12-31", $"/api/entries?kind={city.Kind}", "/api/entries?kind=lecture-held",
            "/api/entries?limit=2", "/api/reports?limit=200", "/api/reports?limit=1", "/api/catalog", "/api/departments", "/api/templates", "/api/templates/help", "/api/parties?limit=500", "/api/parties?sort=person",
            "/api/users", "/api/users/waiting", "/api/session", "/api/session/tokens",
        ];
        return [.. addresses.Select(Get), .. city.Tree.Select(office => Get($"/api/entries?limit=500&department={office.Code}"))];
    }

    private static IEnumerable<CityQuestion> Single(RandomCity city) =>
    [
        .. city.Entries.SelectMany(entry => new[] { Get($"/api/entries/{entry.Id}"), Get($"/api/entries/{entry.Id}/history") }),
        .. city.Entries.Select(entry => entry.Import).OfType<Guid>().Distinct().Select(import => Get($"/api/imports/{import}")),
        .. city.Tree.Select(office => Get($"/api/departments/{office.Code}")),
        .. new[] { "plain", "inside", "asking" }.Select(template => Get($"/api/templates/{template}")),
        .. city.Reports.SelectMany(report => new[] { "", "/file", "/html", "/moved", $"/differences?with={city.Reports[0].Id}" }.Select(part => Get($"/api/reports/{report.Id}{part}"))),
        .. city.Reports.Select(report => Get($"/api/reports/{city.Reports[^1].Id}/differences?with={report.Id}")),
    ];

    /// <summary>What answers with the state as it is, or with somebody else's answer.</summary>
    private static IEnumerable<CityQuestion> Acts(RandomCity city)
    {
        foreach (var entry in city.Entries)
        {
            yield return Post($"/api/entries/{entry.Id}/approval", new { version = 99 });
            yield return Post($"/api/entries/{entry.Id}/withdrawal", new { version = 99, reason = "探问" });
            yield return Post($"/api/entries/{entry.Id}/corrections", new { version = 99, reason = "探问", program = "lectures", occurredOn = "2017-05-06", fields = new { title = "探问", audience = 1 } });
        }

        foreach (var key in city.Keys)
        {
            yield return Post("/api/entries", new { kind = "lecture-held", department = "nowhere", program = "lectures", occurredOn = "2017-05-06", fields = new { title = "探问", audience = 1 } }) with { Key = key };
        }

        foreach (var report in city.Reports)
        {
            yield return Post($"/api/reports/{report.Id}/supersession", new { version = 99, by = city.Reports[0].Id });
        }

        yield return Post("/api/parties", new { sort = "person", name = "探问某人" });
        foreach (var office in city.Tree)
        {
            yield return Post("/api/reports", new { template = "none", window = "2017", department = office.Code });
            yield return Post("/api/entries", new { kind = city.Kind, department = office.Code, program = "none", occurredOn = "2017-05-06", fields = new { nothing = 1 } });
            yield return new(HttpMethod.Post, $"/api/imports?kind={city.Kind}&department={office.Code}", () => new StringContent("无此列\n1\n", Encoding.UTF8, "text/csv"), $"{city.Kind} {office.Code}");
        }

        yield return new(HttpMethod.Post, "/api/templates/check", () => new StringContent($"{{{{ \"{city.Metric[..^1]}.sum\" | figure: report, department: \"dq\" }}}}", Encoding.UTF8, "text/plain"), "");
        yield return new(HttpMethod.Put, "/api/catalog?dryRun=true", () => new StringContent("metrics: []", Encoding.UTF8, "application/yaml"), "");
    }

    /// <summary>Files of reports as they are, and such as somebody has written into what they would like to know.</summary>
    private static IEnumerable<CityQuestion> Files(RandomCity city)
    {
        foreach (var report in city.Reports)
        {
            if (report.Template != "asking")
            {
                // It holds no figure that could be refreshed: whoever has the file gets back what they sent.
                yield return File("/api/reports/refresh", report.File, report.Id.ToString());
            }

            yield return File($"/api/reports/{report.Id}/freeze?version=99", report.File, report.Id.ToString());
        }

        foreach (var office in city.Tree)
        {
            foreach (var list in new[]
            {
                new FigureList("entries", "lectures.sessions@1", office.Code, "2017", Basis.Reported, "/500", []), new FigureList("entries", $"{city.Metric}.sum@1", office.Code, "2017", Basis.Reported, "/500", []),
                new FigureList("parties", $"{city.Metric}.people@1", office.Code, "2017", Basis.Reported, "/500", []), new FigureList("departments", "random", office.Code, "2017", Basis.Reported, "", []),
            })
            {
                yield return File("/api/reports/refresh", Edited(city, provenance => provenance with { Figures = [], Lists = [list] }), $"{office.Code} {list.Metric}");
            }

            var key = new FigureKey($"{city.Metric}.sum@1", office.Code, "2017", Basis.Reported, "exact");
            yield return File("/api/reports/refresh", Edited(city, provenance => provenance with { Figures = [new(key, "数", [1], "1")], Lists = [] }), $"{office.Code} {city.Metric}");
        }
    }

    /// <summary>A file of nobody's, with other knowledge of itself.</summary>
    private static byte[] Edited(RandomCity city, Func<Provenance, Provenance> edit)
    {
        using var file = new WordFile(city.Blank);
        edit(file.Provenance).Write(file.Main);
        return file.Bytes();
    }

    private static CityQuestion Get(string address) => new(HttpMethod.Get, address, null, address);

    private static CityQuestion Post(string address, object body) => new(HttpMethod.Post, address, () => JsonContent.Create(body), $"{address} {System.Text.Json.JsonSerializer.Serialize(body)}");

    private static CityQuestion File(string address, byte[] file, string named) =>
        new(HttpMethod.Post, address, () => new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } }, named);
}
