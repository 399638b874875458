using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Running;

/// <summary>Users of a test, made through the same doors as anybody's.</summary>
public static class TestAccounts
{
    /// <summary>What most tests act as: everything but reviewing, everywhere.</summary>
    public static readonly Grant[] Worker = [.. new[] { Role.Reporter, Role.Leader, Role.Writer, Role.Administrator }.Select(role => new Grant(role, Grant.Everywhere))];

    private const string Password = "无所谓-Password-1";

    public static readonly Grant[] Reviewer = [new(Role.Reviewer, Grant.Everywhere)];

    /// <summary>No test is about how often one may ask, but those that set it.</summary>
    public static readonly string[] Settings =
        ["--WorkTracker:Port=0", "--Logging:LogLevel:Default=Warning", "--WorkTracker:RequestsAUser=100000000", "--WorkTracker:RequestsAnAddress=100000000", "--WorkTracker:SignInsAnAddress=100000000", "--WorkTracker:ReadingsAUser=1000000"];

    public static async Task<Guid> OpenAsync(IServiceProvider services, string name, string password, params Grant[] grants)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountCommands>();
        var id = Guid.NewGuid();
        (await accounts.OpenAsync(New(id), name, password, isSample: true)).ShouldBeOfType<Outcome.Done>();
        foreach (var grant in grants)
        {
            (await accounts.GrantAsync(New(Guid.NewGuid()), new(id, grant.Role, grant.Department))).ShouldBeOfType<Outcome.Done>();
            if (grant.Role == Role.Administrator)
            {
                // The second word, where there are two administrators already.
                await accounts.GrantAsync(Issued.Of(Guid.NewGuid(), "", new("sample")), new(id, grant.Role, grant.Department));
            }
        }

        return id;
    }

    /// <summary>A client that acts for a new user by a token.</summary>
    public static async Task<string> TokenAsync(IServiceProvider services, string name, Grant[] grants, Scope reach = Scope.All)
    {
        var id = await OpenAsync(services, name, Password, grants);
        return (await services.GetRequiredService<Tokens>().IssueAsync(new(name, id), "test", reach, TimeSpan.FromDays(1), null, TestContext.Current.CancellationToken))!.Secret;
    }

    /// <summary>A client that acts for a user in a session, as a page does: for what no token does. Without a password, of a user who has a token.</summary>
    public static async Task<HttpClient> PageAsync(Uri address, string name, string password = Password)
    {
        using var browser = new Browser(address);
        (await browser.SignInAsync(name, password)).Status.ShouldBe(200);
        var page = browser.Page();
        page.DefaultRequestHeaders.Add(AccountsSetup.AntiforgeryHeader, browser.Antiforgery);
        return page;
    }

    public static HttpClient Client(Uri address, string token) => new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };

    private static Issued New(Guid id) => Issued.Of(id, "", Actor.Local);
}
