using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Hosting;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.CommandLine;

/// <summary>The program with its database open and migrated, its host built and not started.</summary>
internal sealed class OpenedProgram : IAsyncDisposable
{
    private const string LogLevel = "Logging:LogLevel:Default";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Database database;
    private bool started;

    private OpenedProgram(Database database, WebApplication app) => (this.database, App) = (database, app);

    public WebApplication App { get; }

    public Database Database => database;

    public TotalsReader Totals => App.Services.GetRequiredService<TotalsReader>();

    /// <summary>For a verb beside a server that may be running: no port of its own, and where nobody asked for a log only warnings in it.</summary>
    public static Task<OpenedProgram> OpenAsync(CancellationToken cancellation)
    {
        string[] settings = [$"--{Settings.Section}:{nameof(Settings.Port)}=0"];
        return OpenAsync(WebApplication.CreateSlimBuilder(settings).Configuration[LogLevel] is null ? [.. settings, $"--{LogLevel}=Warning"] : settings, cancellation);
    }

    public static async Task<OpenedProgram> OpenAsync(string[] settings, CancellationToken cancellation)
    {
        var configuration = WebApplication.CreateSlimBuilder(settings).Configuration;
        var database = await Database.OpenAsync(configuration, Console.Error.WriteLine, cancellation);
        try
        {
            await Migration.RunAsync(database, cancellation);
            return new(database, WorkTrackerHost.Build(database, settings));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="ServedToOthersException">There are sample users, and the program would be reached from elsewhere.</exception>
    public async Task RefuseToServeOthersAsync(CancellationToken cancellation)
    {
        await using var scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<FirstUsers>().RefuseToServeOthersAsync(cancellation);
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        started = true;
        await App.StartAsync(cancellation);
    }

    /// <summary>Waits until totals have counted everything stored; where nobody counts, this program does.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        var (goal, moved) = (await Totals.StandingAsync(cancellation), await Totals.StandingAsync(cancellation));
        while (moved.Behind > 0 && moved.Position < goal.Position + goal.Behind)
        {
            if (!await Totals.WaitForAsync(moved.Position + 1, Patience, cancellation) && !started)
            {
                await StartAsync(cancellation);
            }

            moved = await Totals.StandingAsync(cancellation);
        }
    }

    public NpgsqlDataSource OpenOwnerSource() => NpgsqlDataSource.Create(database.OwnerConnection);

    public async ValueTask DisposeAsync()
    {
        if (started)
        {
            await App.StopAsync();
        }

        await App.DisposeAsync();
        await database.DisposeAsync();
    }
}
