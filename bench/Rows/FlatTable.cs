using Npgsql;
using WorkTracker.Bench.City;
using WorkTracker.Domain;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Bench.Rows;

/// <summary>What somebody would build for a dashboard without kept totals: a flat table of the facts that count, typed, in the order of its index.</summary>
internal sealed class FlatTable(NpgsqlConnection connection) : IAsyncDisposable
{
    private readonly List<FlatQuery> queries = [.. FlatQuery.All];

    public const string Create = """
        drop schema if exists bench cascade;
        create schema bench;
        create table bench.flat as
        select f.kind, f.month, f.counts_on as day, f.no, f.department, l.level,
            (f.fields -> 'enterprise' ->> 0)::uuid as enterprise, (f.fields -> 'project' ->> 0)::uuid as project, (f.fields -> 'village' ->> 0)::uuid as village,
            (f.fields -> 'person' ->> 0)::uuid as person, (f.fields -> 'problem' ->> 0)::uuid as problem,
            (select array_agg(v::uuid) from jsonb_array_elements_text(f.fields -> 'villages') v) as villages,
            (f.fields ->> 'funds')::numeric as funds, (f.fields ->> 'investment')::numeric as investment, (f.fields ->> 'invested')::numeric as invested,
            (f.fields ->> 'audience')::numeric as audience, (f.fields ->> 'problems')::numeric as problems, (f.fields ->> 'days')::numeric as days,
            (f.fields ->> 'people')::numeric as people, (f.fields ->> 'amount')::numeric as amount, (f.fields ->> 'share')::numeric as share,
            (f.fields ->> 'hometown')::bool as hometown, f.fields ->> 'form' as form, f.fields ->> 'tier' as tier
        from totals.fact f
        join (select version::int as department, data ->> 'level' as level from wt.mt_events where type = 'department_opened') l on l.department = f.department
        where f.basis = 0 and f.to_pos = 9223372036854775807
        order by f.kind, f.month;
        create index on bench.flat (kind, month);
        """;

    public static async Task<FlatTable> OpenAsync(string connection)
    {
        var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        return new(opened);
    }

    public Task AnswerAsync() => AnswersAsync();

    /// <summary>One round trip; (metric, window) → value.</summary>
    public async Task<IReadOnlyDictionary<(string Metric, string Window), decimal?>> AnswersAsync()
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var query in queries)
        {
            batch.BatchCommands.Add(new(query.Sql));
        }

        var answers = new Dictionary<(string, string), decimal?>();
        await using var row = await batch.ExecuteReaderAsync();
        foreach (var query in queries)
        {
            await query.ReadAsync(row, answers);
            await row.NextResultAsync();
        }

        foreach (var window in Dashboard.Windows.Select(window => window.Text))
        {
            answers[("wanqi.average", window)] = answers[("wanqi.funds", window)] / answers[("wanqi.joins", window)];
        }

        return answers;
    }

    /// <exception cref="InvalidOperationException">The two do not say the same, so that neither time means anything.</exception>
    public static void Compare(IReadOnlyList<Total> kept, IReadOnlyDictionary<(string, string), decimal?> counted)
    {
        foreach (var total in kept)
        {
            var key = (total.Question.Metric.Code, total.Question.Window.Text);
            if (counted.GetValueOrDefault(key) is var other && (total.Value ?? 0) != (other ?? 0))
            {
                throw new InvalidOperationException($"{key}: kept {total.Value}, counted {other}.");
            }
        }
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();
}
