using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>The first users of a store: never a password that somebody else knows too.</summary>
public sealed class FirstUsersTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task A_bare_store_gets_one_administrator_once_who_must_change_a_random_password()
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var first = await WithAsync(app.Services, users => users.AdministratorAsync(TestContext.Current.CancellationToken));
        (await WithAsync(app.Services, users => users.AdministratorAsync(TestContext.Current.CancellationToken))).ShouldBeNull();
        (await WithAsync(app.Services, users => users.SamplesAsync(TestContext.Current.CancellationToken))).ShouldBeEmpty();
        using var browser = new Browser(new(app.Urls.First()));
        var session = await browser.SignInAsync("admin", first!.Password);
        session.Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        (await browser.SendAsync(HttpMethod.Post, "/api/users", new { name = "anna" })).Code.ShouldBe("password-change-wanted");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = first.Password, password = "Heron-77-Willow" })).Status.ShouldBe(204);
        (await browser.SignInAsync("admin", "Heron-77-Willow")).Status.ShouldBe(200);
        var opened = await browser.SendAsync(HttpMethod.Post, "/api/users", new { name = "anna" });
        (await browser.SendAsync(HttpMethod.Post, $"/api/users/{opened.Id}/roles", new { role = "auditor", department = "*" })).Status.ShouldBe(200);
        using var anna = new Browser(new(app.Urls.First()));
        (await anna.SignInAsync("anna", opened.Json.GetProperty("password").GetString()!)).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Post, $"/api/users/{opened.Id}/disabling", new { })).Status.ShouldBe(200);
        (await anna.GetAsync("/api/session")).Status.ShouldBe(401);
        (await anna.SignInAsync("anna", opened.Json.GetProperty("password").GetString()!)).Code.ShouldBe("sign-in-failed");
        (await browser.GetAsync("/api/users")).Json.GetArrayLength().ShouldBe(2);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Sample_users_have_new_passwords_at_every_start_and_are_never_served_to_others()
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings);
        var made = await WithAsync(app.Services, users => users.SamplesAsync(TestContext.Current.CancellationToken));
        made.Select(user => user.Role).ShouldBe(Enum.GetValues<Role>());
        (await WithAsync(app.Services, users => users.SamplesAsync(TestContext.Current.CancellationToken))).Select(user => user.Password).Intersect(made.Select(user => user.Password)).ShouldBeEmpty();
        foreach (var setting in new[] { "--WorkTracker:Address=0.0.0.0", "--WorkTracker:Https=true", "--WorkTracker:Proxies=10.0.0.1" })
        {
            await using var open = WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings, setting]);
            await Should.ThrowAsync<ServedToOthersException>(() => WithAsync(open.Services, async users =>
            {
                await users.RefuseToServeOthersAsync(TestContext.Current.CancellationToken);
                return true;
            }));
        }
    }

    [Fact]
    public async Task A_sample_user_signs_in_with_what_is_printed_also_after_a_second_factor_a_lock_and_a_disabling()
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        await WithAsync(app.Services, users => users.SamplesAsync(TestContext.Current.CancellationToken));
        await using (var spoil = app.Services.GetRequiredService<Npgsql.NpgsqlDataSource>().CreateCommand(
            "update accounts.account set two_factor = true, authenticator = 'GEZDGNBVGY3TQOJQ', locked_until = now() + interval '1 hour', failed = 5 where name = 'lingdao'"))
        {
            await spoil.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var known = await app.Services.GetRequiredService<KnownDefinitions>().ReadAsync(TestContext.Current.CancellationToken);
            await scope.ServiceProvider.GetRequiredService<AccountCommands>().DisableAsync(Issued.Of(Guid.NewGuid(), "", Actor.Local), new(known.Roster.Find("lingdao")!.Account, true), TestContext.Current.CancellationToken);
        }

        var again = await WithAsync(app.Services, users => users.SamplesAsync(TestContext.Current.CancellationToken));
        using var browser = new Browser(new(app.Urls.First()));
        (await browser.SignInAsync("lingdao", again.Single(user => user.Name == "lingdao").Password)).Status.ShouldBe(200);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<T> WithAsync<T>(IServiceProvider services, Func<FirstUsers, Task<T>> run)
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<FirstUsers>());
    }
}
