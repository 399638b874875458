using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Running;

/// <summary>The whole program on a database of its own, spoken to over HTTP. Its catalog is <see cref="TestCatalog"/>.</summary>
public class RunningApi : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplication app = null!;

    private (string Worker, string Reviewer) tokens;
    private HttpClient reviewing = null!;

    /// <summary>Acts for a user who may do everything but review; what only a reviewer does goes out as one, since nobody reviews what they report.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The worker's token, for another process.</summary>
    public string Token => tokens.Worker;

    public IServiceProvider Services => app.Services;

    public string ConnectionString => database.ConnectionString;

    public virtual async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        await StartAsync();
        tokens = (await TestAccounts.TokenAsync(Services, "worker", TestAccounts.Worker), await TestAccounts.TokenAsync(Services, "reviewer", TestAccounts.Reviewer));
        SignIn();
        await TestCatalog.LoadAsync(Services.GetRequiredService<CommandPath>());
        var totals = Services.GetRequiredService<TotalsReader>();
        var stored = await totals.StandingAsync();
        // Questions are read against what totals have counted: a test that asks first must find the catalog there.
        (await totals.WaitForAsync(stored.Position + stored.Behind, TimeSpan.FromSeconds(30))).ShouldBeTrue();
    }

    /// <summary>Stops the program and starts it anew on the same database.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public Task<Answer> GetAsync(string address) => SendAsync(HttpMethod.Get, address, null, null);

    public Task<Answer> PostAsync(string address, object body, string? key = null) =>
        SendAsync(HttpMethod.Post, address, new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), key ?? Guid.NewGuid().ToString());

    /// <summary>Sends CSV in UTF-8, or bytes as they are.</summary>
    public Task<Answer> ImportAsync(string kind, object csv, string? key = null, string department = "")
    {
        var content = new ByteArrayContent(csv as byte[] ?? Encoding.UTF8.GetBytes((string)csv)) { Headers = { ContentType = new("text/csv") } };
        return SendAsync(HttpMethod.Post, $"/api/imports?kind={kind}&department={department}", content, key ?? Guid.NewGuid().ToString());
    }

    /// <summary>Waits until totals, and the lists kept with them, have counted all that is stored.</summary>
    public async Task SeenAsync()
    {
        await using var last = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select max(seq_id) from wt.mt_events");
        var position = (long)(await last.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        (await GetAsync($"/api/totals?metrics=lectures.sessions&window=2022&minPosition={position}")).Json.GetProperty("position").GetInt64().ShouldBeGreaterThanOrEqualTo(position);
    }

    /// <summary>Rows of a table, with a condition perhaps.</summary>
    public async Task<long> CountAsync(string of)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"select count(*) from {of}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<Answer> SendAsync(HttpMethod method, string address, HttpContent? content, string? key)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(CommandId.Header, key);
        }

        // No token manages users: what does goes out from a session.
        using var page = address.StartsWith("/api/users", StringComparison.Ordinal) ? await TestAccounts.PageAsync(Http.BaseAddress!, "worker") : null;
        using var response = await (page ?? (IsReview(method, address) ? reviewing : Http)).SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }

    public async Task StartAsync()
    {
        app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings, Configure);
        await app.StartAsync();
        SignIn();
    }

    private static bool IsReview(HttpMethod method, string address) =>
        method == HttpMethod.Post && (address.EndsWith("/approval", StringComparison.Ordinal) || address.EndsWith("/return", StringComparison.Ordinal));

    private void SignIn() =>
        (Http, reviewing) = (TestAccounts.Client(new(app.Urls.First()), tokens.Worker ?? "none"), TestAccounts.Client(new(app.Urls.First()), tokens.Reviewer ?? "none"));

    public async Task StopAsync()
    {
        Http.Dispose();
        reviewing.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>What the program answered.</summary>
public sealed record Answer(int Status, string Body, string? ETag)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    /// <summary>The codes of single faults.</summary>
    public IEnumerable<string?> Faults => Json.TryGetProperty("faults", out var faults) ? faults.EnumerateArray().Select(fault => fault.GetProperty("code").GetString()) : [];

    /// <summary>Code and path of each single fault.</summary>
    public IEnumerable<(string, string)> PlacedFaults => Json.GetProperty("faults").EnumerateArray()
        .Select(fault => (fault.GetProperty("code").GetString()!, fault.GetProperty("path").GetString()!));

    public Guid Id => Json.GetProperty("id").GetGuid();

    public long Version => Json.GetProperty("version").GetInt64();

    public long Position => Json.GetProperty("position").GetInt64();
}
