using System.Globalization;

namespace WorkTracker.Domain.Entries;

/// <summary>The reason or comment that a change carries: wanted, and not a novel.</summary>
public static class Reasons
{
    public const int MaxLength = 1000;

    /// <summary>Null where the text will do.</summary>
    public static Fault? Fault(string? text, string path) => text?.Trim().Length switch
    {
        null or 0 => new("reason-missing", path),
        > MaxLength => new("text-too-long", path, path, MaxLength.ToString(CultureInfo.InvariantCulture)),
        _ when !ReadableText.Is(text!) => new("text-unreadable", path, path),
        _ => null,
    };
}
