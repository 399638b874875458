using Microsoft.OpenApi;
using Scalar.AspNetCore;
using WorkTracker.Api.Entrance;

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
        app.MapScalarApiReference("/openapi", Show).ForAnyone();
    }

    /// <summary>
    /// In Chinese, with nothing of its maker's that would send the description, a question or the reader elsewhere: tools to share and deploy it, an agent to
    /// ask, an address for agents, a client to open it in, its own address at the foot. Requests go from the browser to this program, through no proxy.
    /// </summary>
    private static void Show(ScalarOptions page)
    {
        page.WithTitle("WorkTracker").WithOpenApiRoutePattern("/openapi/{documentName}.json")
            .WithLocalization(new ScalarLocalizationOptions { Locale = "zh-CN" })
            .HideDeveloperTools().DisableAgent().DisableMcp().HideClientButton().DisableTelemetry().DisableDefaultFonts()
            .WithCustomCss("a[href^='https://www.scalar.com'], a[href^='https://scalar.com'] { display: none !important; }")
            .WithDefaultHttpClient(ScalarTarget.Shell, ScalarClient.Curl);
        page.ProxyUrl = null;
        page.DotNetFlag = false;
        page.EnabledTargets = [ScalarTarget.Shell, ScalarTarget.PowerShell, ScalarTarget.CSharp, ScalarTarget.Python, ScalarTarget.JavaScript];
    }
}
