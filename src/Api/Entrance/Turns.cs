namespace WorkTracker.Api.Entrance;

/// <summary>One user's questions of totals wait for each other, so that others find connections and processors.</summary>
public static class Turns
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Put behind whatever waits without asking the store.</summary>
    public static RouteHandlerBuilder InTurn(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        using var turn = await http.RequestServices.GetRequiredService<Limits>().ReadingAsync(SignedIn.Of(http), http.RequestAborted);
        return turn.IsAcquired ? await next(context) : Doorkeeper.TooMany(Pause);
    });
}
