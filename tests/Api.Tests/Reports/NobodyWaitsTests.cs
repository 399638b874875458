using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>However long the totals of a report take: accounts are changed and entries reported meanwhile, and it ends.</summary>
public sealed class NobodyWaitsTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task A_file_that_is_being_frozen_holds_nobody_up_and_is_asked_ten_seconds_at_most()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = "2009" });
        await ReportAsync("2009-05-01");
        var file = await api.Http.GetByteArrayAsync($"/api/reports/{drafted.Id}/file", TestContext.Current.CancellationToken);
        var refreshed = (await api.SendAsync(HttpMethod.Post, "/api/reports/refresh", Content(file), null)).Json.GetProperty("file").GetBytesFromBase64();
        // The figures of its position are not those of now any more: they are asked.
        await ReportAsync("2009-06-01");

        await using (await TotalsHeldAsync())
        {
            var freezing = api.SendAsync(HttpMethod.Post, $"/api/reports/{drafted.Id}/freeze?version=1", Content(refreshed), Guid.NewGuid().ToString());
            await OthersGoOnAsync("freezing", freezing);
            (await freezing).Faults.ShouldBe(["file-asks-too-much"]);
        }

        (await api.SendAsync(HttpMethod.Post, $"/api/reports/{drafted.Id}/freeze?version=1", Content(refreshed), Guid.NewGuid().ToString())).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_report_that_is_being_drafted_holds_nobody_up()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        Task<Answer> drafting;
        await using (await TotalsHeldAsync())
        {
            drafting = api.PostAsync("/api/reports", new { template = "short", window = "2010" });
            await OthersGoOnAsync("drafting", drafting);
        }

        (await drafting).Status.ShouldBe(201);
    }

    private async Task OthersGoOnAsync(string name, Task waiting)
    {
        while (await api.CountAsync("pg_locks where not granted and relation in ('totals.fact'::regclass, 'totals.cell'::regclass)") == 0)
        {
            waiting.IsCompleted.ShouldBeFalse();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await TestAccounts.OpenAsync(api.Services, name, "Kestrel-92-Otter", new Grant(Role.Reporter, TestCatalog.County)).WaitAsync(Soon, TestContext.Current.CancellationToken);
        (await api.PostAsync("/api/entries", Requests.Lecture("2009-07-01")).WaitAsync(Soon, TestContext.Current.CancellationToken)).Status.ShouldBe(201);
        waiting.IsCompleted.ShouldBeFalse();
    }

    private async Task ReportAsync(string day)
    {
        var entry = await api.PostAsync("/api/entries", Requests.Lecture(day));
        (await api.PostAsync($"/api/entries/{entry.Id}/approval", new { version = 1 })).Status.ShouldBe(200);
        await api.SeenAsync();
    }

    /// <summary>Whoever asks totals waits until this is disposed.</summary>
    private async Task<NpgsqlConnection> TotalsHeldAsync()
    {
        await api.SeenAsync();
        var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("begin; lock table totals.fact, totals.cell in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static ByteArrayContent Content(byte[] file) => new(file) { Headers = { ContentType = new MediaTypeHeaderValue(WordReport.MediaType) } };
}
