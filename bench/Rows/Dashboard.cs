using Marten;
using Npgsql;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Bench.Rows;

/// <summary>The city's dashboard: 40 metrics over the year, each month, the year before and since the beginning, against GROUP BY over a flat table that is made for it.</summary>
internal static class Dashboard
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;

    /// <summary>The year, the one before, since the beginning, and each month.</summary>
    public static readonly Window[] Windows =
    [
        .. new[] { "2022", "2021", "until:2022-12" }.Concat(Enumerable.Range(1, 12).Select(month => $"2022-{month:00}"))
            .Select(text => Window.TryParse(text, out var window) ? window : throw new FormatException(text)),
    ];

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.FilledAsync(Entries, Parties);
        await using var reading = await Reading.WarmAsync(connection);
        await BenchServer.ExecuteAsync(connection, FlatTable.Create);
        await BenchServer.ExecuteAsync(connection, "vacuum (analyze) bench.flat");
        await using var flat = await FlatTable.OpenAsync(connection);

        var (ours, limit) = await Measured.InTurnsAsync(
            5, reading.SecondsAsync, () => Measured.SecondsAsync(flat.AnswerAsync));
        FlatTable.Compare(await reading.AnswersAsync(), await flat.AnswersAsync());
        return [Figure.AtLeast("dashboard of the city, 600 totals at 200,000 entries", $"{ours * 1000:N1} ms", $"GROUP BY {limit * 1000:N0} ms", limit / ours, 100)];
    }

    /// <summary>The dashboard through the reader of totals.</summary>
    internal sealed class Reading : IAsyncDisposable
    {
        private readonly NpgsqlDataSource source;
        private readonly DocumentStore store;
        private readonly TotalsReader reader;

        /// <summary>As a server that has answered for a while: so many answers until the runtime has compiled all of it for good.</summary>
        private const int WarmAnswers = 300;

        public static async Task<Reading> WarmAsync(string connection)
        {
            var reading = new Reading(connection);
            for (var answer = 0; answer < WarmAnswers; answer++)
            {
                await reading.AnswersAsync();
            }

            return reading;
        }

        private Reading(string connection)
        {
            source = NpgsqlDataSource.Create(connection);
            store = DocumentStore.For(options =>
            {
                options.Connection(connection);
                EventStore.Configure(options, wakeup: null);
            });
            reader = new(store, source);
        }

        /// <summary>For one answer, of twenty in a row: the first ones after another's turn find other things in the processor.</summary>
        public async Task<double> SecondsAsync()
        {
            var times = new List<double>();
            for (var answer = 0; answer < 20; answer++)
            {
                times.Add(await Measured.SecondsAsync(AnswersAsync));
            }

            return Measured.Median(times);
        }

        public async Task<IReadOnlyList<Total>> AnswersAsync()
        {
            await using var view = await reader.OpenAsync();
            var city = view.Knowledge.Tree.Root!;
            return await view.AnswerAsync(
                [.. Metrics.All.SelectMany(metric => Windows.Select(window => new Question(
                    view.Knowledge.Definitions.FindMetric(metric.Code)!, city, window, Basis.Reported)))]);
        }

        public async ValueTask DisposeAsync()
        {
            store.Dispose();
            await source.DisposeAsync();
        }
    }
}
