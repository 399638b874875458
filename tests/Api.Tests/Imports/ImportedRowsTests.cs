using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Imports;

/// <summary>A large import writes its streams as a set. What is stored must be what Marten would have written, in the order of the file.</summary>
public sealed class ImportedRowsTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Header = "编号,单位,专项行动,发生日,企业,投入资金\n";

    [Fact]
    public async Task A_large_import_leaves_the_rows_that_a_small_one_leaves()
    {
        (await api.ImportAsync("enterprise-joined", File("small", 5))).Status.ShouldBe(201);
        (await api.ImportAsync("enterprise-joined", File("large", 50))).Status.ShouldBe(201);

        var small = await ShapesAsync("small");
        small.Count.ShouldBe(3, "imports, entries and parties");
        (await ShapesAsync("large")).ShouldBe(small);
    }

    [Fact]
    public async Task Rows_of_a_large_import_are_stored_in_the_order_of_the_file_and_its_answer_tells_the_last_position()
    {
        var answer = await api.ImportAsync("enterprise-joined", File("order", 40));
        var funds = await TextAsync("""
            select string_agg(data #>> '{content,fields,funds}', ' ' order by seq_id) from wt.mt_events where type = 'entry_reported' and data ->> 'import' = $1
            """, answer.Id.ToString());
        funds.ShouldBe(string.Join(' ', Enumerable.Range(0, 40)));
        answer.Position.ToString(CultureInfo.InvariantCulture).ShouldBe(await TextAsync("select max(seq_id)::text from wt.mt_events where causation_id is not null or $1 = ''", "order"));
    }

    [Fact]
    public async Task P2_A_party_that_a_report_registers_while_an_import_names_it_too_is_registered_once()
    {
        var party = PartyName.IdOf("enterprise", "示例并行企业0号");
        await using var connection = await Source.OpenConnectionAsync(Stop);
        await using var report = await connection.BeginTransactionAsync(Stop);
        await using var registering = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into wt.party (party, sort, name, identity) values ($1, 'enterprise', '示例并行企业0号', $1)") { Parameters = { new() { Value = party } } },
                new("insert into wt.mt_streams (id, type, version) values ($1, 'party_registered', 1)") { Parameters = { new() { Value = party } } },
            },
        };
        await registering.ExecuteNonQueryAsync(Stop);

        var import = api.ImportAsync("enterprise-joined", File("并行", 30));
        while (await api.CountAsync("pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into wt.party%'") == 0)
        {
            import.IsCompleted.ShouldBeFalse("The import must meet the party that is being registered.");
            await Task.Delay(20, Stop);
        }

        await report.CommitAsync(Stop);
        (await import).Status.ShouldBe(201);
        (await api.CountAsync($"wt.mt_events where stream_id = '{party}'")).ShouldBe(0, "The report has registered it.");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private NpgsqlDataSource Source => api.Services.GetRequiredService<NpgsqlDataSource>();

    private static string File(string name, int rows) => Header + string.Concat(Enumerable.Range(0, rows)
        .Select(row => string.Create(CultureInfo.InvariantCulture, $"{name}-{row},431002,wanqi,2022-03-18,示例{name}企业{row}号,{row}\n")));

    /// <summary>All columns of the import's streams and events that do not differ from row to row, each kind once.</summary>
    private async Task<List<string>> ShapesAsync(string name)
    {
        await using var command = Source.CreateCommand("""
            select distinct (to_jsonb(e) - array['seq_id', 'id', 'stream_id', 'data', 'timestamp', 'causation_id', 'correlation_id'])::text
                || (to_jsonb(s) - array['id', 'timestamp', 'created'])::text
                || (e.timestamp between now() - interval '1 minute' and now() + interval '1 minute')::text
                || (e.correlation_id is not null)::text || (s.timestamp > now() - interval '1 minute')::text
                || (select string_agg(key, ',' order by key) from jsonb_object_keys(e.data) key)
            from wt.mt_events e join wt.mt_streams s on s.id = e.stream_id
            where e.causation_id = (select c.causation_id from wt.mt_events c where c.data::text like '%示例' || $1 || '企业0号%' limit 1)
            """);
        command.Parameters.Add(new() { Value = name });
        var shapes = new List<string>();
        await using var row = await command.ExecuteReaderAsync(Stop);
        while (await row.ReadAsync(Stop))
        {
            shapes.Add(row.GetString(0));
        }

        shapes.Sort(StringComparer.Ordinal);
        return shapes;
    }

    private async Task<string> TextAsync(string sql, string argument)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = argument });
        return (string)(await command.ExecuteScalarAsync(Stop))!;
    }
}
