using System.Globalization;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>The settings file that is written before each start and included at the end of <c>postgresql.conf</c>.</summary>
internal static class ServerSettings
{
    public const string File = "worktracker.conf";

    // For 2 cores and some GB of memory, beside the program itself.
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["max_connections"] = "200",
        ["shared_buffers"] = "256MB",
        ["effective_cache_size"] = "4GB",
        ["work_mem"] = "16MB",
        ["maintenance_work_mem"] = "256MB",
        ["random_page_cost"] = "1.1",
        ["min_wal_size"] = "256MB",
        ["max_wal_size"] = "2GB",
        ["checkpoint_timeout"] = "15min",
        // Compiling costs more than the short statements of this program take.
        ["jit"] = "off",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["log_checkpoints"] = "off",
    };

    private static readonly Dictionary<string, string> Fast = new()
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["wal_level"] = "minimal",
        ["max_wal_senders"] = "0",
    };

    public static string Text(PrivateServerOptions options, int port)
    {
        var settings = new Dictionary<string, string>(Usual);
        foreach (var (name, value) in (options.Durable ? [] : Fast).Concat(options.Settings))
        {
            settings[name] = value;
        }
        settings["port"] = port.ToString(CultureInfo.InvariantCulture);
        return string.Concat(settings.Select(s => $"{s.Key} = '{s.Value.Replace("'", "''", StringComparison.Ordinal)}'\n"));
    }
}
