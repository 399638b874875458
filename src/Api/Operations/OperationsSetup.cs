using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WorkTracker.Api.Entrance;

namespace WorkTracker.Api.Operations;

/// <summary>Logs, traces, metrics and health.</summary>
public static class OperationsSetup
{
    private static readonly string[] Sources = ["WorkTracker", "Marten", "Wolverine", "Npgsql"];

    public static void AddOperations(this WebApplicationBuilder builder)
    {
        // Under whatever an operator sets: what each request and page does is for traces, and that there are no handlers is meant.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning", ["Logging:LogLevel:Marten"] = "Warning", ["Logging:LogLevel:Wolverine"] = "Warning",
                ["Logging:LogLevel:Wolverine.Configuration.HandlerDiscovery"] = "Error",
                // That keys of cookies lie readable where no certificate is named: `serve` says so where it matters, in its own words.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager"] = "Error",
            },
        });
        builder.Logging.ClearProviders();
        if (Console.IsErrorRedirected)
        {
            builder.Logging.AddJsonConsole(json => json.IncludeScopes = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(simple => simple.SingleLine = true);
        }

        // Standard output belongs to the verbs.
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton<ProjectionWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ProjectionWatch>());
        builder.Services.AddHealthChecks().AddCheck<Readiness>("totals", HealthStatus.Unhealthy, ["ready"]);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("worktracker"))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation().AddSource(Sources))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Sources).AddMeter("System.Runtime").AddPrometheusExporter());
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
        }
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).ForAnyone();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync }).ForAnyone();
        app.MapPrometheusScrapingEndpoint("/metrics").ForOperators();
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var status = report.Status == HealthStatus.Healthy ? "healthy" : "unhealthy";
        // How much is stored, and why something stands still, is nobody's who has not signed in.
        return context.Response.WriteAsync(SignedIn.Find(context) is null ? JsonSerializer.Serialize(new { status }, JsonSerializerOptions.Web) : JsonSerializer.Serialize(new
        {
            status,
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { state = entry.Value.Description, entry.Value.Data }),
        }, JsonSerializerOptions.Web));
    }
}
