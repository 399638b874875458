using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.CommandLine;

/// <summary>The program with its database open and migrated, its host built and not started.</summary>
internal sealed class OpenedProgram : IAsyncDisposable
{
    private readonly Database database;

    private OpenedProgram(Database database, WebApplication app) => (this.database, App) = (database, app);

    public WebApplication App { get; }

    public Database Database => database;

    public static async Task<OpenedProgram> OpenAsync(string[] args, Action<WebApplicationBuilder>? configure = null, CancellationToken cancellation = default)
    {
        var configuration = WebApplication.CreateSlimBuilder(args).Configuration;
        var database = await Database.OpenAsync(configuration, Console.Error.WriteLine, cancellation);
        try
        {
            await Migration.RunAsync(database, cancellation);
            return new(database, WorkTrackerHost.Build(database, args, configure));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await database.DisposeAsync();
    }
}
