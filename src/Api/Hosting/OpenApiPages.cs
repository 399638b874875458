using Microsoft.OpenApi;
using Scalar.AspNetCore;
using WorkTracker.Api.Accounts;

namespace WorkTracker.Api.Hosting;

/// <summary>The description of the interface under /openapi/v1.json, and a page to browse it under /openapi.</summary>
public static class OpenApiPages
{
    public static void AddOpenApi(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "WorkTracker";
            document.Info.Version = "v1";
            // The port is the operator's choice: addresses are relative to wherever the description came from.
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A personal token, made by POST /api/session/tokens." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapOpenApiPages(this WebApplication app)
    {
        app.MapOpenApi().ForAnyone();
        app.MapScalarApiReference("/openapi", page => page.WithTitle("WorkTracker").DisableDefaultFonts().DisableTelemetry().WithOpenApiRoutePattern("/openapi/{documentName}.json")).ForAnyone();
    }
}
