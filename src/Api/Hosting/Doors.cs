using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.HttpOverrides;

namespace WorkTracker.Api.Hosting;

/// <summary>What every answer tells the browser not to do.</summary>
public static partial class Doors
{
    private static readonly string Strict = Policy("");

    public static void UseDoors(this WebApplication app, Settings settings)
    {
        if (settings.ProxyAddresses is { Length: > 0 } proxies)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            // Only those that are named: this machine and its network are believed otherwise.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
            {
                forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
            }

            app.UseForwardedHeaders(forwarded);
        }

        app.Use((http, next) =>
        {
            // At the last moment: what goes wrong clears the headers that were set before.
            http.Response.OnStarting(() =>
            {
                Shut(http, settings.Https);
                return Task.CompletedTask;
            });
            return next(http);
        });
        app.UseWhen(http => http.Request.Path.Value?.TrimEnd('/') == "/openapi", page => page.Use(NameScriptsAsync));
    }

    /// <summary>Styles may stand in the page (the page of the interface puts its own there), scripts may not.</summary>
    private static string Policy(string scripts) =>
        $"default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static void Shut(HttpContext http, bool https)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count > 0 ? headers.ContentSecurityPolicy : Strict;
        if (https)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (headers.CacheControl.Count == 0 && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>The page of the interface brings one script of its own: it is allowed by its digest, as it stands and no other.</summary>
    private static async Task NameScriptsAsync(HttpContext http, RequestDelegate next)
    {
        var sent = http.Response.Body;
        using var page = new MemoryStream();
        http.Response.Body = page;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = sent;
        }

        var digests = Inline().Matches(Encoding.UTF8.GetString(page.ToArray())).Select(script => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Groups[1].Value)))}'");
        http.Response.Headers.ContentSecurityPolicy = Policy(string.Concat(digests));
        page.Position = 0;
        await page.CopyToAsync(sent, http.RequestAborted);
    }

    [GeneratedRegex("<script(?![^>]*\\bsrc=)[^>]*>([\\s\\S]*?)</script>")]
    private static partial Regex Inline();
}
