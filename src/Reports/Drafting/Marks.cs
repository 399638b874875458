using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkTracker.Reports.Drafting;

/// <summary>
/// Private-use characters that stand in the Markdown for what is not Markdown: figures and texts from data, which must neither be parsed nor
/// lose what they are, and the borders of regions. Templates cannot hold them.
/// </summary>
internal static partial class Marks
{
    public const char First = '\uE000';
    public const char Last = '\uE00F';

    private const char PieceBegins = '\uE000';
    private const char Opens = '\uE002';
    private const char Closes = '\uE003';
    private const char Ends = '\uE001';

    public static readonly string PageBreak = $"\uE004{Ends}";

    public static string Piece(int number) => string.Create(CultureInfo.InvariantCulture, $"{PieceBegins}{number}{Ends}");

    public static string Open(int region) => string.Create(CultureInfo.InvariantCulture, $"{Opens}{region}{Ends}");

    public static string Close(int region) => string.Create(CultureInfo.InvariantCulture, $"{Closes}{region}{Ends}");

    public static bool IsMark(char c) => c is >= First and <= Last;

    /// <summary>A paragraph that is a border: which region, and whether it opens.</summary>
    public static (int Region, bool Opens)? Border(string paragraph) =>
        BorderPattern().Match(paragraph) is { Success: true } match
            ? (int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture), match.Groups[1].ValueSpan[0] == Opens)
            : null;

    /// <summary>Literal text and the numbers of pieces, in order.</summary>
    public static IEnumerable<(string? Text, int Piece)> Split(string text)
    {
        var at = 0;
        foreach (Match match in PiecePattern().Matches(text))
        {
            if (match.Index > at)
            {
                yield return (text[at..match.Index], 0);
            }

            yield return (null, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            at = match.Index + match.Length;
        }

        if (at < text.Length)
        {
            yield return (text[at..], 0);
        }
    }

    [GeneratedRegex("\uE000([0-9]+)\uE001")]
    private static partial Regex PiecePattern();

    [GeneratedRegex("^([\uE002\uE003])([0-9]+)\uE001$")]
    private static partial Regex BorderPattern();
}
