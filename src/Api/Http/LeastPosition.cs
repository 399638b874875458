using System.Globalization;
using Microsoft.OpenApi;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Http;

/// <summary>
/// <c>minPosition</c>: who has just written something wants to see it in what the projection keeps. The one place where a request waits for it,
/// bounded: it is answered in any case, and says its position.
/// </summary>
public static class LeastPosition
{
    public const string Parameter = "minPosition";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public static RouteHandlerBuilder WaitsForPosition(this RouteHandlerBuilder route) => route.AddEndpointFilter(WaitAsync).AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Parameter, In = ParameterLocation.Query,
            Description = "Waits, up to five seconds, until this position has been counted: the one that a change answered.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" },
        });
        return Task.CompletedTask;
    });

    private static async ValueTask<object?> WaitAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (http.Request.Query[Parameter] is [{ Length: > 0 } text, ..])
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var least))
            {
                return Problem.Of(new Refusal("query-invalid", [new("min-position-invalid", Parameter, text)]));
            }

            await http.RequestServices.GetRequiredService<TotalsReader>().WaitForAsync(least, LongestWait, http.RequestAborted);
        }

        return await next(call);
    }
}
