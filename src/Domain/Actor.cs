namespace WorkTracker.Domain;

/// <summary>Who gives a command: recorded with every event.</summary>
public sealed record Actor(string Name)
{
    /// <summary>The one local user until accounts exist.</summary>
    public static readonly Actor Local = new("local");
}
