using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Bench.Running;

/// <summary>A client that acts for a user by a token, and a program that lets it ask as often as it can.</summary>
internal static class BenchUser
{
    public static readonly string[] Settings =
        ["--WorkTracker:Port=0", "--Logging:LogLevel:Default=Error", "--WorkTracker:RequestsAUser=100000000", "--WorkTracker:RequestsAnAddress=100000000"];

    public static async Task<HttpClient> ClientAsync(WebApplication app, Role role, string department) => Client(app.Urls.First(), await TokenAsync(app.Services, role, department));

    /// <summary>Of a program in another process on the same store.</summary>
    public static async Task<HttpClient> ClientAsync(string connection, string address, Role role)
    {
        await using var app = WorkTrackerHost.Build(Database.At(connection), Settings);
        return Client(address, await TokenAsync(app.Services, role, Grant.Everywhere));
    }

    private static HttpClient Client(string address, string token) => new() { BaseAddress = new(address), DefaultRequestHeaders = { Authorization = new("Bearer", token) } };

    private static async Task<string> TokenAsync(IServiceProvider services, Role role, string department)
    {
        await using var scope = services.CreateAsyncScope();
        var (accounts, id, name) = (scope.ServiceProvider.GetRequiredService<AccountCommands>(), Guid.NewGuid(), $"bench-{role}-{Guid.NewGuid():n}"[..30]);
        await accounts.OpenAsync(Issued.Of(id, name, Actor.Local), name, "Kestrel-92-Otter", isSample: true);
        await accounts.GrantAsync(Issued.Of(Guid.NewGuid(), name, Actor.Local), new(id, role, department));
        return (await services.GetRequiredService<Tokens>().IssueAsync(new(name, id), "bench", Scope.All, TimeSpan.FromDays(1), null, CancellationToken.None))!.Secret;
    }
}
