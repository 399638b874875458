namespace WorkTracker.Domain;

/// <summary>Codes of programs, kinds, fields and metrics: what users write in addresses and formulas.</summary>
public static class Codes
{
    public const int MaxLength = 80;

    /// <summary>Letters, digits, and single hyphens, points or underscores between them; begins with a letter or digit.</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= MaxLength
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_')
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && !text.Contains("..", StringComparison.Ordinal);
}
