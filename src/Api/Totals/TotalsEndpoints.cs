using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Totals;

public static class TotalsEndpoints
{
    public static void MapTotals(this IEndpointRouteBuilder routes)
    {
        var totals = routes.MapGroup("/api/totals").WithTags("合计");
        totals.MapGet("", GetTotals.HandleAsync).WithName("getTotals").Needs(Act.ReadTotals).WaitsForPosition().InTurn();
        totals.MapGet("breakdown", GetBreakdown.HandleAsync).WithName("getBreakdown").Needs(Act.ReadTotals).WaitsForPosition().InTurn();
        totals.MapGet("live", GetLiveTotals.HandleAsync).WithName("followTotals").Needs(Act.ReadTotals).WaitsForPosition();
        totals.MapGet("{metric}/entries", GetEntriesBehind.HandleAsync).WithName("getEntriesBehind").Needs(Act.ReadEntries).WaitsForPosition().InTurn();
    }
}
