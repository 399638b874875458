namespace WorkTracker.Api.Totals;

public static class TotalsEndpoints
{
    public static void MapTotals(this IEndpointRouteBuilder routes)
    {
        var totals = routes.MapGroup("/api/totals").WithTags("合计");
        totals.MapGet("", GetTotals.HandleAsync).WithName("getTotals");
        totals.MapGet("breakdown", GetBreakdown.HandleAsync).WithName("getBreakdown");
        totals.MapGet("live", GetLiveTotals.HandleAsync).WithName("followTotals");
        totals.MapGet("{metric}/entries", GetEntriesBehind.HandleAsync).WithName("getEntriesBehind");
    }
}
