using Microsoft.AspNetCore.Builder;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Operations;

public sealed class StoppedProjectionTests
{
    [Fact]
    public async Task Readiness_fails_when_an_event_stops_the_projection()
    {
        await using var database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        await using var app = WorkTrackerHost.Build(
            Database.At(database.ConnectionString), ["--WorkTracker:Port=0", "--WorkTracker:LongestLag=00:00:02", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = TestAccounts.Client(new(app.Urls.First()), await TestAccounts.TokenAsync(app.Services, "watches", []));
        await StatusAsync(http, becomes: 200);

        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var poison = source.CreateCommand("""
            insert into wt.mt_streams (id, type, version) values ('00000000-0000-0000-0000-0000000000aa', 'entry', 1);
            insert into wt.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type)
            values (nextval('wt.mt_events_sequence'), gen_random_uuid(), '00000000-0000-0000-0000-0000000000aa', 1, '{"department": 7}', 'entry_reported', now(),
                    'WorkTracker.Domain.Entries.EntryReported, WorkTracker.Domain')
            """);
        await poison.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await StatusAsync(http, becomes: 503)).ShouldContain("projection-stopped");
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits, bounded, until readiness answers so; returns the answer.</summary>
    private static async Task<string> StatusAsync(HttpClient http, int becomes)
    {
        for (var attempt = 0; attempt < 150; attempt++)
        {
            using var answer = await http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode == becomes)
            {
                return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"Readiness never answered {becomes}.");
    }
}
