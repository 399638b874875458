using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Totals;
using WorkTracker.Bench.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Bench.Rows;

/// <summary>
/// What rights cost a reader: the totals of a year over HTTP for a leader with a token, against the same answer on a route that asks nobody who they are.
/// </summary>
internal static class Rights
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private const string Question = "window=2022&basis=reported&compare=previous-year";

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("rights", await stores.FilledAsync(Entries, Parties));
        await using var app = WorkTrackerHost.Build(Database.At(connection), BenchUser.Settings);
        app.MapGet("/open/totals", OpenAsync).ForAnyone();
        await app.StartAsync();
        using var leader = await BenchUser.ClientAsync(app, Role.Leader, Grant.Everywhere);
        using var anybody = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var (with, without) = await Measured.InTurnsAsync(9, () => SecondsAsync(leader, "/api/totals"), () => SecondsAsync(anybody, "/open/totals"));
        await app.StopAsync();
        await app.DisposeAsync();
        await stores.Server.DropAsync(connection);
        return [Figure.Within("totals over HTTP with rights, 40 metrics at 200,000 entries", $"{with * 1000:N2} ms", $"without {without * 1000:N2} ms", with / without, 1.1)];
    }

    private static async Task<IResult> OpenAsync([AsParameters] TotalsParameters parameters, TotalsReader totals, CancellationToken cancellation)
    {
        var (opened, _) = await OpenedTotals.TryOpenAsync(totals, parameters, Domain.Accounts.Rights.OfTheProgram, cancellation);
        await using (opened!)
        {
            return Results.Ok(await GetTotals.AnswerAsync(opened!.View, opened.Request, Presentation.Plain with { PreviousYear = true }, cancellation));
        }
    }

    /// <summary>For one answer, of a hundred in a row.</summary>
    private static async Task<double> SecondsAsync(HttpClient http, string path)
    {
        var times = new List<double>();
        for (var answer = 0; answer < 100; answer++)
        {
            times.Add(await Measured.SecondsAsync(() => http.GetStringAsync($"{path}?{Question}")));
        }

        return Measured.Median(times);
    }
}
