using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Operations;

/// <summary>Ready: the database answers, and totals keep up.</summary>
public sealed class Readiness(TotalsReader totals, ProjectionWatch watch, Settings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Standing now;
        try
        {
            now = await totals.StandingAsync(cancellationToken);
        }
        catch (NpgsqlException e)
        {
            return HealthCheckResult.Unhealthy("database-unreachable", e);
        }

        var data = new Dictionary<string, object>
        {
            ["position"] = now.Position, ["behind"] = now.Behind, ["stoodStillSeconds"] = watch.Newest.Lag.TotalSeconds,
        };
        return (now, watch.Newest) switch
        {
            ({ Behind: > 0 }, { StandsStill: true }) => HealthCheckResult.Unhealthy("projection-stopped", data: data),
            _ when now.Behind > settings.MostBehind => HealthCheckResult.Unhealthy("projection-far-behind", data: data),
            _ => HealthCheckResult.Healthy("ready", data),
        };
    }
}
