using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Testing;

/// <summary>A private server in the temporary folder, gone with the process.</summary>
internal static class TemporaryServer
{
    private const string Prefix = "worktracker-test-server-";

    public static async Task<string> StartAsync()
    {
        await DeleteLeftoversAsync();
        var options = Options(Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("n")));
        var server = await PrivateServer.StartAsync(options);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.StopAsync().GetAwaiter().GetResult();
            PrivateServer.DeleteAsync(options).GetAwaiter().GetResult();
        };
        return server.ConnectionString("postgres");
    }

    /// <summary>A test process that was killed could not clear up behind itself.</summary>
    private static async Task DeleteLeftoversAsync()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                await PrivateServer.DeleteAsync(Options(folder));
            }
            catch (Exception e) when (e is PrivateServerException or IOException or UnauthorizedAccessException)
            {
                // Another user's, or being deleted by another test process at this moment.
            }
        }
    }

    private static PrivateServerOptions Options(string folder) => new() { Folder = folder, Durable = false };
}
