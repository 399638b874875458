using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Imports;

/// <summary>A file of many rows lets the totals that people wait for pass first, for two seconds at most; a small one waits for nothing.</summary>
public sealed class ImportGivesWayTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_rows_wait_while_totals_are_behind_and_few_do_not()
    {
        await api.SeenAsync();
        await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Stop);
        await using (var command = new NpgsqlCommand("begin; lock table totals.entry in exclusive mode", connection))
        {
            // Nothing is counted while this is held.
            await command.ExecuteNonQueryAsync(Stop);
        }

        (await api.ImportAsync("lecture-held", Lectures("2008", 30))).Status.ShouldBe(201);
        var clock = Stopwatch.StartNew();
        var many = api.ImportAsync("lecture-held", Lectures("2009", 1001));
        (await api.ImportAsync("lecture-held", Lectures("2010", 3))).Status.ShouldBe(201);
        many.IsCompleted.ShouldBeFalse();
        (await many).Status.ShouldBe(201);
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1.9));
    }

    private static string Lectures(string year, int rows) => Enumerable.Range(0, rows).Aggregate(
        new StringBuilder("单位,专项行动,发生日,题目,受众\n"), (file, row) => file.Append(CultureInfo.InvariantCulture, $"431002,lectures,{year}-03-11,示例讲座{row},1\n")).ToString();
}
