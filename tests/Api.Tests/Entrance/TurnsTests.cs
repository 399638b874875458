using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>One question may take seconds: one user asks so many at once, and the others find the store free.</summary>
public sealed class TurnsTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task L3_A_user_s_questions_wait_for_each_other_and_another_s_do_not()
    {
        await using var node = WorkTrackerHost.Build(Database.At(api.ConnectionString), [.. TestAccounts.Settings, "--WorkTracker:ReadingsAUser=2"]);
        await node.StartAsync(Stop);
        using var one = await UserAsync("turns", node.Urls.First());
        using var other = await UserAsync("turns.other", node.Urls.First());
        List<Task<HttpStatusCode>> asked;
        await using (var held = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(Stop))
        {
            await using var command = new NpgsqlCommand("begin; lock table totals.cell in access exclusive mode", held);
            await command.ExecuteNonQueryAsync(Stop);
            asked = [.. Enumerable.Range(0, 6).Select(_ => AskAsync(one))];
            await WaitingAsync(2);
            await Task.Delay(300, Stop);
            await WaitingAsync(2);
            asked.Add(AskAsync(other));
            await WaitingAsync(3);
        }

        (await Task.WhenAll(asked)).ShouldAllBe(status => status == HttpStatusCode.OK);
        await node.StopAsync(Stop);
    }

    /// <summary>Fails where more come than are wanted, or fewer for long.</summary>
    private async Task WaitingAsync(int wanted)
    {
        for (var tries = 0; ; tries++)
        {
            var waiting = await api.CountAsync("pg_locks where not granted and relation = 'totals.cell'::regclass");
            waiting.ShouldBeLessThanOrEqualTo(wanted);
            if (waiting == wanted)
            {
                return;
            }

            tries.ShouldBeLessThan(400);
            await Task.Delay(25, Stop);
        }
    }

    private async Task<HttpClient> UserAsync(string name, string address) =>
        TestAccounts.Client(new(address), await TestAccounts.TokenAsync(api.Services, name, [new(Role.Leader, TestCatalog.County)]));

    private static async Task<HttpStatusCode> AskAsync(HttpClient user)
    {
        using var answer = await user.GetAsync(new Uri($"/api/totals?metrics=lectures.audience&window=2022&department={TestCatalog.County}", UriKind.Relative), Stop);
        return answer.StatusCode;
    }
}
