namespace WorkTracker.Domain;

/// <summary>Codes of programs, kinds, fields and metrics: what users write in addresses and formulas.</summary>
public static class Codes
{
    public const int MaxLength = 80;

    /// <summary>Letters, digits, and single hyphens, points or underscores between them; begins with a letter or digit.</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= MaxLength
        && text.All(IsOfCodes)
        && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>Whatever in a text could be a code.</summary>
    public static IEnumerable<string> In(string text)
    {
        for (var (from, at) = (0, 0); at <= text.Length; at++)
        {
            if (at < text.Length && IsOfCodes(text[at]))
            {
                continue;
            }

            if (at > from)
            {
                yield return text[from..at].Trim('-', '.', '_');
            }

            from = at + 1;
        }
    }

    private static bool IsOfCodes(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_';
}
