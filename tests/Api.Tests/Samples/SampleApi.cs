using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Samples;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Totals;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.Samples;

/// <summary>The program with the whole sample loaded and counted.</summary>
public sealed class SampleApi : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplication app = null!;

    /// <summary>The folder of the sample, found from wherever the tests run.</summary>
    public static string Folder { get; } = Path.Combine(Root(AppContext.BaseDirectory), "seeds", "chenzhou-2022");

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public LoadedSample Loaded { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));
        app = WorkTrackerHost.Build(Database.At(database.ConnectionString), TestAccounts.Settings);
        await app.StartAsync();
        Http = TestAccounts.Client(new(app.Urls.First()), await TestAccounts.TokenAsync(Services, "leader", [new(Role.Leader, Grant.Everywhere)]));
        Loaded = await LoadAsync();
        (await Services.GetRequiredService<TotalsReader>().WaitForAsync(Loaded.Position, TimeSpan.FromMinutes(1))).ShouldBeTrue();
    }

    public Task<LoadedSample> LoadAsync() => Services.GetRequiredService<SampleLoader>().LoadAsync(Folder, progress: null);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "WorkTracker.sln")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("WorkTracker.sln"));
}
