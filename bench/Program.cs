using System.Diagnostics;
using System.Globalization;
using WorkTracker.Bench;
using WorkTracker.Bench.Rows;
using WorkTracker.Bench.Running;

(string Name, Func<Stores, Task<IReadOnlyList<Figure>>> RunAsync)[] rows =
[
    ("record", Record.RunAsync),
    ("import", Import.RunAsync),
    ("rollup", RollUp.RunAsync),
    ("dashboard", Dashboard.RunAsync),
    ("visible", Visible.RunAsync),
    ("rights", Rights.RunAsync),
    ("metric", NewMetric.RunAsync),
    ("growth", Growth.RunAsync),
    ("million", Million.RunAsync),
    ("memory", ResidentMemory.RunAsync),
    ("reports", Reports.RunAsync),
];
var unknown = args.Except(rows.Select(row => row.Name), StringComparer.Ordinal).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"No such row: {string.Join(' ', unknown)}. Rows: {string.Join(' ', rows.Select(row => row.Name))}.");
    return 2;
}

await using var server = await BenchServer.StartAsync();
var stores = new Stores(server);
var figures = new List<Figure>();
foreach (var row in rows.Where(row => args.Length == 0 || args.Contains(row.Name, StringComparer.Ordinal)))
{
    Console.Error.WriteLine(row.Name);
    var started = Stopwatch.GetTimestamp();
    var found = await row.RunAsync(stores);
    figures.AddRange(found);
    foreach (var figure in found)
    {
        Console.Error.WriteLine($"  {figure.Line}");
    }

    Progress.Say($"took {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
}

var version = await server.VersionAsync();
var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

    {Environment.ProcessorCount} cores, {memory:F0} GB of memory, PostgreSQL {version} on the same machine with fsync on, .NET {Environment.Version}, {DateTime.UtcNow:yyyy-MM-dd}

    | What | Ours | Limit | Ratio | Wanted | Met |
    |---|---|---|---|---|---|
    {string.Join('\n', figures.Select(figure => figure.Line))}
    """));
return figures.Any(figure => figure.Met == false) ? 1 : 0;
