using System.Net;
using System.Net.Http.Json;
using WorkTracker.Api.Accounts;

namespace WorkTracker.Api.Tests.Running;

/// <summary>A client that keeps cookies and sends the antiforgery header, as a page does.</summary>
public sealed class Browser(Uri address, CookieContainer? cookies = null) : IDisposable
{
    private readonly CookieContainer cookies = cookies ?? new();
    private HttpClient? http;

    public string? Antiforgery { get; set; }

    public string? Origin { get; set; }

    /// <summary>What it calls itself.</summary>
    public string? Agent { get; set; }

    /// <summary>With the cookies as they are now: another page, or a thief.</summary>
    public Browser Copy(Uri? node = null)
    {
        var copied = new CookieContainer();
        copied.Add(cookies.GetCookies(address));
        return new(node ?? address, copied) { Antiforgery = Antiforgery };
    }

    /// <summary>A connection of its own with the same cookies.</summary>
    public HttpClient Page() => new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };

    public async Task<Answer> SignInAsync(string name, string password, string? code = null)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/session", new { name, password, code });
        Antiforgery = answer.Status == 200 ? answer.Json.GetProperty("antiforgery").GetString() : Antiforgery;
        return answer;
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null)
    {
        http ??= new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (Antiforgery is not null)
        {
            request.Headers.Add(AccountsSetup.AntiforgeryHeader, Antiforgery);
        }

        if (Agent is not null)
        {
            request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        }

        if (Origin is not null)
        {
            request.Headers.Add("Origin", Origin);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString());
    }

    public void Dispose() => http?.Dispose();
}
