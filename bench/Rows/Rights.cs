using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Totals;
using WorkTracker.Bench.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Bench.Rows;

/// <summary>
/// What rights cost a reader: the totals of a year over HTTP for a leader with a token, against the same answer on a route that asks nobody who they are.
/// One of each in turn, since the cost is less than what a machine's speed changes by from one second to the next.
/// </summary>
internal static class Rights
{
    private const int Entries = 200_000;
    private const int Parties = 20_000;
    private const int Warming = 500;
    private const int Pairs = 3000;
    private const string Year = "2022";
    private const string Question = $"window={Year}&basis=reported&compare=previous-year";

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var connection = await stores.Server.CreateAsync("rights", await stores.FilledAsync(Entries, Parties));
        await using var app = WorkTrackerHost.Build(Database.At(connection), BenchUser.Settings);
        app.MapGet("/open/totals", OpenAsync).ForAnyone();
        await app.StartAsync();
        using var leader = await BenchUser.ClientAsync(app, Role.Leader, Grant.Everywhere);
        using var anybody = new HttpClient { BaseAddress = new(app.Urls.First()) };
        var (with, without) = await Measured.InPairsAsync(Warming, Pairs, () => leader.GetStringAsync($"/api/totals?{Question}"), () => anybody.GetStringAsync($"/open/totals?{Question}"));
        await app.StopAsync();
        await app.DisposeAsync();
        await stores.Server.DropAsync(connection);
        return [Figure.Within("totals over HTTP with rights, 40 metrics at 200,000 entries", $"{with * 1000:N2} ms", $"without {without * 1000:N2} ms", with / without, 1.1)];
    }

    /// <summary>The same question and answer, with nobody's rights asked anywhere.</summary>
    private static async Task<IResult> OpenAsync(HttpContext http, TotalsReader totals, CancellationToken cancellation)
    {
        await using var view = await totals.OpenAsync(null, cancellation);
        var definitions = view.Knowledge.Definitions;
        var request = new TotalsRequest.Valid([.. definitions.CurrentMetrics.OrderBy(metric => metric.Number)], view.Knowledge.Tree.Root!, new(Year, new(2022, 1, 1), new(2022, 12, 31)), Basis.Reported);
        http.Response.Headers.ETag = $"W/\"{view.Standing.Position}-{definitions.Version}-{view.Knowledge.Tree.Version}\"";
        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Ok(await GetTotals.AnswerAsync(view, request, new(null, PreviousYear: true), cancellation));
    }
}
