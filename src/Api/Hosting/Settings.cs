namespace WorkTracker.Api.Hosting;

/// <summary>
/// What an operator can set: in <c>appsettings.json</c>, by environment variables such as <c>WorkTracker__Port</c>, or on the command line as <c>--WorkTracker:Port=5080</c>.
/// Connection strings are <c>ConnectionStrings__worktracker</c> (appends events) and <c>ConnectionStrings__worktracker-owner</c> (migrates).
/// </summary>
public sealed record Settings
{
    public const string Section = "WorkTracker";

    /// <summary>On the loopback addresses; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Of the private PostgreSQL, relative to the working folder. Used when no connection string is set.</summary>
    public string Folder { get; init; } = ".worktracker";

    /// <summary>Readiness fails when totals have stood still for so long while events wait.</summary>
    public TimeSpan LongestLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Readiness fails when totals are so many events behind.</summary>
    public long MostBehind { get; init; } = 100_000;

    /// <summary>How long requests in flight may take to end when the program stops.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(15);

    public static Settings Of(IConfiguration configuration) => configuration.GetSection(Section).Get<Settings>() ?? new();
}
