using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>Nobody learns from how long signing in takes which names exist, nor how they stand.</summary>
public sealed class TimingTests : IAsyncLifetime
{
    private const string Password = "Kestrel-92-Otter";
    private const int Rounds = 24;

    /// <summary>Hashing is nearly all of a sign-in: without it the median is a twentieth. On a machine that is busy beyond its means medians of equal work were 1.7 apart.</summary>
    private const double MostApart = 3;

    private static readonly (string Case, string Name, string Password)[] Refused =
    [
        ("unknown", "nobody-at-all", Password), ("wrong password", "known", "wrong"), ("locked", "locked", Password), ("locked, wrong password", "locked", "wrong"),
        ("disabled", "disabled", Password), ("disabled, wrong password", "disabled", "wrong"),
    ];

    private TestDatabase database = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        app = WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings, "--WorkTracker:Accounts:FailuresToLock=100000"]);
        await app.StartAsync();
        http = new() { BaseAddress = new(app.Urls.First()) };
        await TestAccounts.OpenAsync(app.Services, "known", Password);
        await TestAccounts.OpenAsync(app.Services, "locked", Password);
        var disabled = await TestAccounts.OpenAsync(app.Services, "disabled", Password);
        await using var scope = app.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AccountCommands>().DisableAsync(Issued.Of(Guid.NewGuid(), "", Actor.Local), new(disabled, true))).ShouldBeOfType<Outcome.Done>();
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("update accounts.account set locked_until = now() + interval '1 day' where name = 'locked'");
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_disabled_take_the_same_time()
    {
        var took = Refused.ToDictionary(refused => refused.Case, _ => new List<double>());
        for (var round = -2; round < Rounds; round++)
        {
            // In turn, so that whatever slows the machine down slows all of them.
            foreach (var (which, name, password) in Refused)
            {
                var begun = Stopwatch.GetTimestamp();
                await RefuseAsync(name, password, TestContext.Current.CancellationToken);
                if (round >= 0)
                {
                    took[which].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            }
        }

        var medians = took.ToDictionary(one => one.Key, one => one.Value.Order().ElementAt(Rounds / 2));
        (medians.Values.Max() / medians.Values.Min()).ShouldBeLessThan(MostApart, string.Join(", ", medians.Select(one => $"{one.Key}: {one.Value:F1} ms")));
    }

    [Fact]
    public async Task They_ask_the_database_as_often_and_are_told_to_the_audit_log_as_often()
    {
        var asked = new ConcurrentBag<ActivityTraceId>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity => asked.Add(activity.TraceId),
        };
        ActivitySource.AddActivityListener(listener);
        var counts = new List<string>();
        foreach (var (which, name, password) in Refused.Concat(Refused))
        {
            var trace = ActivityTraceId.CreateRandom();
            await RefuseAsync(name, password, TestContext.Current.CancellationToken, trace);
            await using var told = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from accounts.audit where what = 'sign_in_failed' and correlation = $1");
            told.Parameters.Add(new() { Value = trace.ToString() });
            counts.Add($"asked {asked.Count(one => one == trace)} times, told {await told.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        // The first ones read the definitions.
        counts.Skip(Refused.Length).Distinct().ShouldHaveSingleItem(string.Join("; ", counts)).ShouldBe("asked 4 times, told 1");
    }

    private async Task RefuseAsync(string name, string password, CancellationToken cancellation, ActivityTraceId? trace = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { name, password }) };
        if (trace is { } id)
        {
            request.Headers.Add("traceparent", $"00-{id}-{ActivitySpanId.CreateRandom()}-01");
        }

        using var answer = await http.SendAsync(request, cancellation);
        ((int)answer.StatusCode).ShouldBe(401);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
