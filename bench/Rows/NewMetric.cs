using Marten;
using Npgsql;
using WorkTracker.Bench.City;
using WorkTracker.Bench.Running;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Bench.Rows;

/// <summary>
/// The set-based statements that fill a new metric in the projection's page, over facts of every kind, against one plain GROUP BY over the same facts
/// by department and month. Each runs in a transaction that is rolled back.
/// </summary>
internal static class NewMetric
{
    private const int Facts = 200_000;
    private const int Parties = 20_000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.FilledAsync(Facts, Parties);
        using var store = DocumentStore.For(options =>
        {
            options.Connection(connection);
            EventStore.Configure(options, wakeup: null);
        });
        await using var session = store.QuerySession();
        var knowledge = await KnowledgeReader.ReadAsync(session, long.MaxValue);
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        return
        [
            await FillAsync("count", 3, "select department, month, count(*) from totals.fact where basis = 0 and to_pos = 9223372036854775807 group by 1, 2"),
            await FillAsync("distinct enterprise | project | village | problem", 8, """
                select f.department, f.month, count(distinct u.party) from totals.fact f cross join lateral (
                    select jsonb_array_elements_text(f.fields -> 'enterprise')::uuid union all select jsonb_array_elements_text(f.fields -> 'project')::uuid
                    union all select jsonb_array_elements_text(f.fields -> 'village')::uuid union all select jsonb_array_elements_text(f.fields -> 'problem')::uuid) u (party)
                where f.basis = 0 and f.to_pos = 9223372036854775807 group by 1, 2
                """),
        ];

        async Task<Figure> FillAsync(string measure, double wanted, string groupBy)
        {
            var definition = Metrics.All[0] with { Code = "new", Measure = measure, Of = [.. Kinds.All.Select(kind => kind.Code)] };
            var definitions = Definitions.Evolve(knowledge.Definitions, definition);
            var statements = new MetricCells(definitions.FindMetric("new")!, definitions, knowledge.Tree).Refill().ToList();
            var (ours, limit) = await Measured.InTurnsAsync(
                3, () => Measured.SecondsAsync(() => RefillAsync(statements)), () => Measured.SecondsAsync(() => ReadAsync(groupBy)));
            return Figure.Within($"fill a new metric over 200,000 facts, {measure.Split(' ')[0]}", $"{ours * 1000:N0} ms", $"GROUP BY {limit * 1000:N0} ms", ours / limit, wanted);
        }

        async Task RefillAsync(List<Sql> statements)
        {
            await using var transaction = await opened.BeginTransactionAsync();
            foreach (var statement in statements)
            {
                await using var command = statement.Command(opened);
                await command.ExecuteNonQueryAsync();
            }

            await transaction.RollbackAsync();
        }

        async Task ReadAsync(string groupBy)
        {
            await using var command = new NpgsqlCommand(groupBy, opened);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
            }
        }
    }
}
