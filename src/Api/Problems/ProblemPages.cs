using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using WorkTracker.Domain;

namespace WorkTracker.Api.Problems;

/// <summary>Everything that goes wrong outside of a handler as problem details, too: no route, a method that a route does not take, a bug.</summary>
public static class ProblemPages
{
    public static void UseProblems(this WebApplication app)
    {
        // No database text holds a NUL: no address that asks for one finds anything.
        app.Use((http, next) => http.Request.Query.FirstOrDefault(parameter => parameter.Value.Any(value => value is not null && value.Contains('\0', StringComparison.Ordinal))) is { Key: { } name }
            ? Problem.Of(new Refusal("text-unstorable", [new("text-unstorable", name)])).ExecuteAsync(http)
            : next(http));
        app.UseExceptionHandler(handler => handler.Run(http =>
            Problem.Of(http.Features.Get<IExceptionHandlerFeature>()?.Error switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => "body-too-large",
                BadHttpRequestException => "request-malformed",
                NpgsqlException { IsTransient: true } => "database-unreachable",
                _ => "internal-error",
            }).ExecuteAsync(http)));
        app.UseStatusCodePages(pages => pages.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.Of("not-found").ExecuteAsync(pages.HttpContext),
            StatusCodes.Status405MethodNotAllowed => Problem.Of("method-not-allowed").ExecuteAsync(pages.HttpContext),
            StatusCodes.Status415UnsupportedMediaType => Problem.Of("media-type-unsupported").ExecuteAsync(pages.HttpContext),
            StatusCodes.Status400BadRequest => Problem.Of("request-malformed").ExecuteAsync(pages.HttpContext),
            _ => Task.CompletedTask,
        });
    }
}
