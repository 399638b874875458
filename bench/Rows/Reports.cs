using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Marten;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Refresh;
using WorkTracker.Reports.Word;

namespace WorkTracker.Bench.Rows;

/// <summary>The sample's annual report, and a report of a hundred pages with two thousand figures over a city of 200,000 entries: drafted, and refreshed.</summary>
internal static class Reports
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private const int Counties = 6;
    private const int Times = 15;

    /// <summary>Metrics whose values are whole numbers, so that every figure can be worded exactly.</summary>
    private static readonly string[] Counted =
        [.. Metrics.All.Where(metric => metric.Measure is "count" || metric.Measure?.StartsWith("distinct", StringComparison.Ordinal) == true || metric.Measure?.StartsWith("in-force", StringComparison.Ordinal) == true).Select(metric => metric.Code)];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores) => [await SampleAsync(stores), .. await LongAsync(stores)];

    private static async Task<Figure> SampleAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("sample");
        await Migration.RunAsync(Database.At(connection));
        await ChildRun.OfAsync(connection, "seed", Path.Combine(Root(), "seeds", "chenzhou-2022"));
        await using var desk = new Desk(connection);
        var times = new List<double>();
        for (var time = 0; time <= Times; time++)
        {
            times.Add(await Measured.SecondsAsync(async () => await desk.DraftAsync("progress")));
        }

        var median = Measured.Median(times.Skip(1));
        return Figure.Under("the sample's annual report, figures fetched and Word written, median", $"{median * 1000:N0} ms", median * 1000, 500, "ms");
    }

    private static async Task<IReadOnlyList<Figure>> LongAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("report", await stores.FilledAsync(Entries, Parties));
        var folder = Directory.CreateTempSubdirectory("worktracker-bench-report-");
        try
        {
            var (catalog, word) = (Path.Combine(folder.FullName, "catalog.json"), Path.Combine(folder.FullName, "long.docx"));
            await File.WriteAllTextAsync(catalog, JsonSerializer.Serialize(new { templates = new[] { new { code = "long", name = "long", text = Template() } } }));
            await ChildRun.OfAsync(connection, "catalog", catalog);
            var child = await ChildRun.OfAsync(connection, "draft", "long", "--window", "2022", "--basis", "reported", "--out", word);
            var refreshing = await ChildRun.OfAsync(connection, "refresh", word);
            await using var desk = new Desk(connection);
            var drafted = (File: Array.Empty<byte>(), Figures: 0);
            var drafting = new List<double>();
            for (var time = 0; time < 4; time++)
            {
                drafting.Add(await Measured.SecondsAsync(async () => drafted = await desk.DraftAsync("long")));
            }

            await ReportAsync(connection);
            var moved = 0;
            var refreshed = new List<double>();
            for (var time = 0; time < 4; time++)
            {
                refreshed.Add(await Measured.SecondsAsync(async () => moved = await desk.RefreshAsync(drafted.File)));
            }

            var (draft, refresh) = (Measured.Median(drafting.Skip(1)), Measured.Median(refreshed.Skip(1)));
            return
            [
                Figure.Under(string.Create(CultureInfo.InvariantCulture, $"a report of {drafted.Figures:N0} figures, drafted"), $"{draft:N2} s", draft, 3, "s"),
                Figure.Under("memory of the program that drafts it, peak", $"{child.PeakMegabytes:N0} MB", child.PeakMegabytes, 300, "MB"),
                Figure.Under(string.Create(CultureInfo.InvariantCulture, $"its refresh, {moved:N0} figures moved with their events"), $"{refresh:N2} s", refresh, 3, "s"),
                Figure.Under("memory of the program that refreshes it, peak", $"{refreshing.PeakMegabytes:N0} MB", refreshing.PeakMegabytes, 300, "MB"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
            await stores.Server.DropAsync(connection);
        }
    }

    /// <summary>For each of some counties and each month a paragraph about every counted metric: 22 lines of 28 characters a page.</summary>
    private static string Template()
    {
        var text = new StringBuilder("# 年度统计\n\n{% assign counties = \"county\" | departments %}\n{% for county in counties limit: ").Append(Counties).Append(" %}\n## {{ county.name }}\n\n{% for month in report.months %}\n### {{ month.name }}\n\n");
        foreach (var metric in Counted)
        {
            text.Append("按照统一部署有序开展工作，本月该项指标为{{ \"").Append(metric).Append("\" | figure: month, department: county }}。");
        }

        return text.Append("\n\n{% endfor %}\n{% endfor %}\n").ToString();
    }

    /// <summary>A lecture in each of the counties and months, so that figures of two metrics and more have moved.</summary>
    private static async Task ReportAsync(string connection)
    {
        var file = Path.GetTempFileName() + ".csv";
        var rows = Departments.Counties.Take(Counties).SelectMany(county => Enumerable.Range(1, 12).Select(month => string.Create(CultureInfo.InvariantCulture, $"{county},lecture-held,2022-{month:00}-15,讲座,100,线上")));
        await File.WriteAllLinesAsync(file, rows.Prepend("department,program,occurredOn,title,audience,form"));
        await ChildRun.OfAsync(connection, "import", "lecture-held", file);
        File.Delete(file);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    /// <summary>Drafts and refreshes in this process, as the server does.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly NpgsqlDataSource source;
        private readonly DocumentStore store;
        private readonly TotalsReader totals;

        public Desk(string connection)
        {
            source = NpgsqlDataSource.Create(connection);
            store = DocumentStore.For(options =>
            {
                options.Connection(connection);
                EventStore.Configure(options, wakeup: null);
            });
            totals = new(store, source);
        }

        public async Task<(byte[] File, int Figures)> DraftAsync(string template)
        {
            await using var view = await totals.OpenAsync();
            var basis = template == "long" ? Basis.Reported : Basis.Approved;
            var (draft, faults) = await ReportDrafting.FillAsync(view, new(view.Knowledge.Definitions.FindTemplate(template)!, view.Knowledge.Tree.Root!, Window.Between(new(2022, 1, 1), new(2022, 12, 31)), basis));
            return draft is null ? throw new InvalidOperationException(string.Join(", ", faults)) : (WordReport.Write(draft, new(null, DateTimeOffset.UtcNow, "bench")), draft.Figures.Count);
        }

        public async Task<int> RefreshAsync(byte[] file)
        {
            var (provenance, refusal) = Refreshing.Look(file);
            await using var now = await totals.OpenAsync();
            await using var then = await totals.OpenAsync(provenance?.Position ?? throw new InvalidOperationException(refusal));
            return (await Refreshing.RunAsync(file, now, then)).Result.Moved.Count;
        }

        public async ValueTask DisposeAsync()
        {
            store.Dispose();
            await source.DisposeAsync();
        }
    }
}
