using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Accounts;

/// <summary>ASP.NET Core Identity over our own tables, the cookie, and the guard before every route.</summary>
public static class AccountsSetup
{
    public const string AntiforgeryHeader = "X-CSRF-Token";

    public static void AddAccounts(this WebApplicationBuilder builder, Settings settings)
    {
        var (services, policy, prefix) = (builder.Services, AccountPolicy.Of(builder.Configuration), settings.Https ? "__Host-" : "");
        services.AddSingleton(policy);
        services.AddSingleton<AccountTable>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<Standings>();
        services.AddSingleton<WhoAsks>();
        services.AddSingleton<Limits>();
        services.AddSingleton<Operators>();
        services.AddSingleton<OpenStreams>();
        services.AddSingleton<RepeatedRefusals>();
        services.AddHostedService(provider => provider.GetRequiredService<RepeatedRefusals>());
        services.AddSingleton<Doorkeeper>();
        services.AddSingleton<KnownPasswords>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<SecondWord>();
        services.AddSingleton<Sessions>();
        services.AddScoped<AccountCommands>();
        services.AddScoped<FirstUsers>();
        services.AddScoped<UserFile>();
        services.AddSingleton<UserList>();
        services.AddDataProtection().SetApplicationName("worktracker").ProtectKeys(settings);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = ActivatorUtilities.CreateInstance<DataKeys>(provider)));
        services.AddIdentityCore<Account>(identity => identity.Lockout.AllowedForNewUsers = true)
            .AddUserManager<Users>().AddUserStore<AccountStore>().AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        foreach (var strict in services.Where(service => service.ServiceType == typeof(IPasswordValidator<Account>)).ToList())
        {
            services.Remove(strict);
        }

        services.AddScoped<IPasswordValidator<Account>, PasswordCheck>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = $"{prefix}worktracker";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = settings.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            // How long it is idle is told by the session's row alone: a cookie is renewed where it has half run out only.
            cookie.ExpireTimeSpan = policy.LongestSession;
            cookie.SlidingExpiration = false;
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = AntiforgeryHeader;
            antiforgery.Cookie.Name = $"{prefix}worktracker-csrf";
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.SecurePolicy = settings.Https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    /// <summary>After routing, before every route.</summary>
    public static void UseDoorkeeper(this WebApplication app)
    {
        var keeper = app.Services.GetRequiredService<Doorkeeper>();
        app.UseAuthentication();
        app.Use(next => http => keeper.LetInAsync(http, next));
    }
}
