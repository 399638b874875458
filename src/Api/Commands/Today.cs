namespace WorkTracker.Api.Commands;

/// <summary>The day in China (UTC+8, no daylight saving), where all departments are.</summary>
public static class Today
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static DateOnly In(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(China).DateTime);
}
