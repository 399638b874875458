using Npgsql;
using WorkTracker.Testing;

namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class TestDatabaseTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Each_clone_has_the_templates_data_and_a_life_of_its_own()
    {
        var prepared = 0;
        NpgsqlDataSource? leftOpen = null;
        async Task PrepareAsync(string connectionString)
        {
            prepared++;
            // Never disposed of, as a careless host would do: its pool keeps a connection to the template.
            leftOpen = NpgsqlDataSource.Create(connectionString);
            await using var command = leftOpen.CreateCommand("create table entry as select 42 as id");
            await command.ExecuteNonQueryAsync();
        }

        var clones = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestDatabase.CloneAsync("Left open!", PrepareAsync)));
        await AskAsync(clones[0].ConnectionString, "update entry set id = 7");

        prepared.ShouldBe(1);
        (await AskAsync(clones[0].ConnectionString, "select id from entry")).ShouldBe(7);
        (await AskAsync(clones[1].ConnectionString, "select id from entry")).ShouldBe(42);
        clones.Select(c => c.Name).ShouldBeUnique();
        foreach (var clone in clones)
        {
            await clone.DisposeAsync();
        }
        (await AskAsync(await TestPostgres.AdminAsync(), $"select count(*)::int from pg_database where datname = '{clones[0].Name}'")).ShouldBe(0);
        await leftOpen!.DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task A_preparation_that_fails_fails_each_test_with_its_reason()
    {
        static Task Broken(string _) => throw new InvalidOperationException("no such schema");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            (await Should.ThrowAsync<InvalidOperationException>(() => TestDatabase.CloneAsync("broken", Broken))).Message.ShouldBe("no such schema");
        }
    }

    private static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
