using System.Collections.Concurrent;
using System.Globalization;
using Marten;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>
/// P5, P6, P7: whatever happens, in whatever order and pages, totals are what the plainest telling says.
/// WORKTRACKER_HISTORIES sets how many histories, WORKTRACKER_SEED the first seed.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private static readonly int Count = Setting("WORKTRACKER_HISTORIES", 300);
    private static readonly int Seed = Setting("WORKTRACKER_SEED", Environment.TickCount & 0xffffff);

    [Fact]
    public async Task Totals_of_any_history_equal_the_reference()
    {
        output.WriteLine($"{Count} histories from seed {Seed}");
        var failures = new ConcurrentBag<(int Seed, string What)>();
        await Parallel.ForEachAsync(Enumerable.Range(Seed, Count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            try
            {
                await CheckAsync(seed);
            }
            catch (Exception failure)
            {
                failures.Add((seed, failure.Message));
            }
        });
        failures.OrderBy(failure => failure.Seed).Select(failure => $"WORKTRACKER_HISTORIES=1 WORKTRACKER_SEED={failure.Seed}: {failure.What}").ShouldBeEmpty();
    }

    private static async Task CheckAsync(int seed)
    {
        var random = new Random(seed);
        var history = new RandomHistory(seed, random.Next(20, 120));
        await using var store = await TestStore.CreateAsync();
        var stored = await AppendAsync(store, history, random);
        await store.FoldAsync([.. Enumerable.Range(0, 5).Select(_ => random.Next(0, 25)), 7]);

        if (Environment.GetEnvironmentVariable("DUMP") is { } file)
        {
            File.WriteAllLines(file, stored.Select(e => $"{e.Position} {e.Stream.ToString()[..4]} {e.Data.GetType().Name} {System.Text.Json.JsonSerializer.Serialize(e.Data, e.Data.GetType(), StoredJson.Options)}"));
        }

        var last = stored[^1].Position;
        await CompareAsync(store, stored, random, last, asOf: null);
        for (var past = 0; past < 2; past++)
        {
            var position = random.NextInt64(1, last);
            await CompareAsync(store, stored, random, position, position);
        }
    }

    private static async Task CompareAsync(
        TestStore store, List<(long Position, Guid Stream, object Data)> stored, Random random, long position, long? asOf)
    {
        var reference = new Reference(stored, position);
        await using var view = await store.Reader.OpenAsync(asOf);
        var questions = view.Knowledge.Definitions.EveryMetricVersion
            .OrderBy(metric => metric.Number)
            .SelectMany(metric => view.Knowledge.Tree.ByCode.Values.OrderBy(department => department.Number).SelectMany(department => Enumerable.Range(0, 2)
                .Select(_ => new Question(metric, department, RandomHistory.AnyWindow(random), (Basis)random.Next(2)))))
            .Where(_ => asOf is null || random.Next(3) == 0)
            .ToList();
        var totals = await view.AnswerAsync(questions);
        foreach (var total in totals)
        {
            var (metric, department, window, basis, _) = total.Question;
            total.Value.ShouldBe(
                reference.Total(metric.Definition, department.Code, window, basis),
                $"{metric.Code} v{metric.Version} ({metric.Definition.Measure}) of {department.Code} in {window.Text} {basis} at {position}");
        }

        foreach (var total in totals.Where(_ => random.Next(6) == 0))
        {
            await PartsMakeTheWholeAsync(view, total);
        }
    }

    /// <summary>P6 and P8: the parts of an additive total sum to it, the entries behind any total contribute exactly it.</summary>
    private static async Task PartsMakeTheWholeAsync(TotalsView view, Total total)
    {
        var question = total.Question;
        var what = $"{question.Metric.Code} of {question.Department.Code} in {question.Window.Text} {question.Basis}";
        if (question.Metric.Measure is Measure.Count or Measure.Sum)
        {
            var children = view.Knowledge.Tree.Children(question.Department.Code).Select(child => question with { Department = child });
            var parts = await view.AnswerAsync([.. children, question with { OwnOnly = true }]);
            parts.Sum(part => part.Value).ShouldBe(total.Value, $"departments of {what}");
            (await view.ByProgramAsync(question)).Sum(part => part.Value).ShouldBe(total.Value!.Value, $"programs of {what}");
        }

        if (question.Metric.Measure.CountsUnits)
        {
            (await view.ByPartyAsync(question)).Sum(part => part.Value).ShouldBe(total.Value!.Value - total.NotDeduplicated, $"parties of {what}");
        }

        var behind = new List<EntryBehind>();
        while (true)
        {
            var page = await view.EntriesBehindAsync(question, behind.Count == 0 ? null : (behind[^1].Day, behind[^1].No), 5);
            behind.AddRange(page);
            if (page.Count == 0)
            {
                break;
            }
        }

        if (view.OpeningsBehind(question).Count == 0)
        {
            behind.Sum(entry => entry.Contribution).ShouldBe(total.Value ?? 0, $"entries behind {what}");
        }
    }

    private static async Task<List<(long Position, Guid Stream, object Data)>> AppendAsync(TestStore store, RandomHistory history, Random random)
    {
        var begun = new HashSet<Guid>();
        for (var at = 0; at < history.Events.Count;)
        {
            await using var session = store.Store.LightweightSession();
            foreach (var (stream, @event) in history.Events.Skip(at).Take(random.Next(1, 12)))
            {
                _ = (begun.Add(stream), @event) switch
                {
                    (false, _) => session.Events.Append(stream, @event),
                    (_, EntryReported) => session.Events.StartStream<Entry>(stream, @event),
                    (_, PartiesMerged or PartiesSplit) => session.Events.StartStream<PartyRegistered>(stream, @event),
                    (_, DepartmentOpened) => session.Events.StartStream<DepartmentTree>(stream, @event),
                    _ => session.Events.StartStream<Definitions>(stream, @event),
                };
                at++;
            }

            await session.SaveChangesAsync();
        }

        await using var reading = store.Store.QuerySession();
        return [.. (await reading.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync()).Select(e => (e.Sequence, e.StreamId, e.Data))];
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
