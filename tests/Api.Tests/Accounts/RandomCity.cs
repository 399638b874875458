using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Tests.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>A department with a name that occurs nowhere else; <c>Parent</c> is another of these, or the city.</summary>
internal sealed record RandomOffice(string Code, string Name, string Parent);

/// <summary>An entry whose title, number and party occur nowhere else.</summary>
internal sealed record MarkedEntry(Guid Id, RandomOffice Office, bool IsInternal, string Word, long Number, string Person, Guid? Import);

internal sealed record MarkedReport(Guid Id, RandomOffice Office, string Template, byte[] File)
{
    /// <summary>Of what the internal kind says, printed or not.</summary>
    public bool IsInternal => Template is not "plain";
}

/// <summary>
/// A random tree under the test city, and in every department entries of a public and of an internal kind, an import and reports. All of it is marked,
/// so that any answer can be searched for what it must not hold.
/// </summary>
internal sealed class RandomCity(RunningApi api, Random random)
{
    public const int Offices = 7;

    public List<RandomOffice> Tree { get; } = [];

    public List<MarkedEntry> Entries { get; } = [];

    public List<MarkedReport> Reports { get; } = [];

    /// <summary>The command ids of others, by which their answers could be asked for.</summary>
    public List<Guid> Keys { get; } = [];

    /// <summary>Roles that the internal kind names.</summary>
    public ImmutableArray<Role> Readers { get; } =
        [.. random.GetItems([Role.Reporter, Role.Reviewer, Role.Leader, Role.Writer], random.Next(1, 3)).Distinct()];

    public string Kind { get; } = $"k-{Word(random)}";

    /// <summary>Begins the names of the internal kind's fields.</summary>
    public string Field { get; } = Word(random);

    /// <summary>Begins the codes of metrics that count the internal kind.</summary>
    public string Metric { get; } = $"m{Word(random)}";

    /// <summary>A report's file in which there is nothing.</summary>
    public byte[] Blank { get; private set; } = [];

    public string Director => "director";

    /// <summary>Everything everywhere, but for administrators and auditors.</summary>
    public HttpClient All { get; private set; } = null!;

    public static string Word(Random random) => $"q{string.Concat(random.GetItems("zxkvjwhptn".ToCharArray(), 8))}";

    public bool IsBelow(string code, string above) =>
        above is Grant.Everywhere or TestCatalog.City || code == above || (Tree.Find(office => office.Code == code) is { } office && IsBelow(office.Parent, above) && office.Parent != TestCatalog.City);

    public async Task BuildAsync()
    {
        for (var at = 0; at < Offices; at++)
        {
            Tree.Add(new($"d{Word(random)}", $"单位{Word(random)}", at == 0 || random.Next(4) == 0 ? TestCatalog.City : Tree[random.Next(at)].Code));
        }

        await LoadAsync(Catalog());
        All = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(
            api.Services, Director, [.. new[] { Role.Reporter, Role.Reviewer, Role.Leader, Role.Writer }.Select(role => new Grant(role, Grant.Everywhere))]));
        foreach (var (name, text) in Templates())
        {
            await ReportTemplates.DefineAsync(api, name, text);
        }

        foreach (var office in Tree)
        {
            await FillAsync(office);
        }

        await api.SeenAsync();
        foreach (var (office, template) in from office in Tree from template in new[] { "plain", "inside", "asking" } select (office, template))
        {
            var (id, file) = await DraftAsync(office.Code, template);
            Reports.Add(new(id, office, template, file));
        }

        Blank = (await DraftAsync(TestCatalog.City, "blank")).File;
    }

    private string Catalog() => $$"""
        departments:
        {{string.Concat(Tree.Select(one => $"  - {{ code: {one.Code}, name: {one.Name}, level: office, tags: [random], parent: \"{one.Parent}\" }}\n"))}}
        kinds:
          - { code: {{Kind}}, name: 内部{{Kind}}, approval: own, readers: [{{string.Join(", ", Readers).ToLowerInvariant()}}], fields: [{ code: title, name: 题目{{Field}}, type: text, max-length: 100 }, { code: audience, name: 人数{{Field}}, type: quantity, unit: 人次 }, { code: who, name: 对象, type: party, sorts: [person] }] }
        metrics:
          - { code: {{Metric}}.sum, name: 内部人数{{Metric}}, unit: 人次, measure: sum audience, of: [{{Kind}}] }
          - { code: {{Metric}}.both, name: 合并{{Metric}}, unit: 人次, measure: sum audience, of: [lecture-held, {{Kind}}] }
          - { code: {{Metric}}.people, name: 涉及{{Metric}}, unit: 人, measure: distinct who, of: [{{Kind}}] }
          - { code: {{Metric}}.formula, name: 公式{{Metric}}, unit: 人次, formula: "{{Metric}}.sum + 0 * previous-year(lectures.audience)" }
          - { code: {{Metric}}.deep, name: 深{{Metric}}, unit: 人次, formula: "{{Metric}}.formula + 1" }
          - { code: open.share, name: 占比, unit: "%", formula: lectures.audience / until(lectures.audience) }
          - { code: open.offices, name: 单位占比, unit: "%", formula: lectures.sessions / departments(random) }
          - { code: open.growth, name: 增长, unit: 人次, formula: lectures.audience - previous-year(lectures.audience) }
          - { code: open.part, name: 其中, unit: 人次, measure: sum audience, of: [lecture-held], part-of: {{Metric}}.both }
        """;

    private IEnumerable<(string Name, string Text)> Templates()
    {
        yield return ("blank", "# 空白");
        yield return ("plain", """
            # {{ department.name }}
            {{ "lectures.audience" | figure: report }}，{{ "lectures.audience" | figure: report.until }}
            {% assign rows = "lectures.sessions" | entries: report %}
            {% for row in rows %}
            {{ row.title }}

            {% endfor %}
            {% slot "亮点" %}
            （请填写）
            {% endslot %}
            """);
        yield return ("inside", $$$"""
            # {{ department.name }}
            {{ "{{{Metric}}}.deep" | figure: report }}
            {% assign rows = "{{{Metric}}}.sum" | entries: report %}
            {% for row in rows %}
            {{ row.title }}

            {% endfor %}
            """);
        // Prints no figure, but what it asked for all the same.
        yield return ("asking", $$$"""
            # {{ department.name }}
            {% assign sum = "{{{Metric}}}.sum" | figure: report %}
            {% if sum.value > 0 %}共{{ sum.value }}。{% endif %}
            """);
    }

    private async Task FillAsync(RandomOffice office)
    {
        var (reporter, import) = ($"r{Word(random)}", Guid.NewGuid());
        var account = await TestAccounts.OpenAsync(api.Services, reporter, "Password-of-nobody-1", new Grant(Role.Reporter, office.Code));
        var actor = new Actor(reporter, account);
        await ReportAsync(actor, office, isInternal: false);
        await ReportAsync(new(Director, await DirectorAsync()), office, isInternal: true);
        var rows = Enumerable.Range(0, 2).Select(_ => (Word: Word(random), Number: random.NextInt64(100_000_000, 999_999_999))).ToList();
        var csv = "单位,专项行动,发生日,题目,受众\n" + string.Concat(rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{office.Code},lectures,2017-06-07,{row.Word},{row.Number}\n")));
        var (file, _) = ImportFile.Read($"{reporter}.csv", Encoding.UTF8.GetBytes(csv));
        (await api.Services.GetRequiredService<ImportCommands>().ImportAsync(Issued.Of(import, csv, actor), "lecture-held", null, file!, TestContext.Current.CancellationToken)).ShouldBeOfType<Outcome.Done>();
        Keys.Add(import);
        Entries.AddRange(rows.Select((row, at) => new MarkedEntry(ImportCommands.EntryId(import, null, at + 2), office, false, row.Word, row.Number, reporter, import)));
    }

    private async Task ReportAsync(Actor by, RandomOffice office, bool isInternal)
    {
        var entry = new MarkedEntry(Guid.NewGuid(), office, isInternal, Word(random), random.NextInt64(100_000_000, 999_999_999), isInternal ? Word(random) : by.Name, null);
        var fields = ImmutableDictionary<string, JsonElement>.Empty.Add("title", JsonSerializer.SerializeToElement(entry.Word)).Add("audience", JsonSerializer.SerializeToElement(entry.Number));
        var draft = new ContentDraft("lectures", "2017-05-06", [], isInternal ? fields.Add("who", JsonSerializer.SerializeToElement(entry.Person)) : fields);
        var commands = api.Services.GetRequiredService<EntryCommands>();
        (await commands.ReportAsync(Issued.Of(entry.Id, entry.Word, by), new(office.Code, isInternal ? Kind : "lecture-held", draft))).ShouldBeOfType<Outcome.Done>();
        (await commands.ApproveAsync(Issued.Of(Guid.NewGuid(), "", Actor.Local), new(entry.Id, 1))).ShouldBeOfType<Outcome.Done>();
        Keys.Add(entry.Id);
        Entries.Add(entry);
    }

    private async Task<(Guid Id, byte[] File)> DraftAsync(string department, string template)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { template, window = "2017", department }), Headers = { { CommandId.Header, Guid.NewGuid().ToString() } },
        };
        using var answer = await All.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(201, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetGuid();
        Keys.Add(Guid.Parse(request.Headers.GetValues(CommandId.Header).Single()));
        return (id, await All.GetByteArrayAsync(new Uri($"/api/reports/{id}/file", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    private async Task<Guid> DirectorAsync() =>
        (await api.Services.GetRequiredService<KnownDefinitions>().ReadAsync(TestContext.Current.CancellationToken)).Roster.Find(Director)!.Account;

    private async Task LoadAsync(string yaml)
    {
        var answer = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent(yaml, Encoding.UTF8, "application/yaml"), null);
        answer.Status.ShouldBe(200, answer.Body);
    }
}
