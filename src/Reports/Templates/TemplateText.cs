using System.Text.RegularExpressions;

namespace WorkTracker.Reports.Templates;

/// <summary>A template's text before it is parsed.</summary>
public static partial class TemplateText
{
    public const int MaxLength = 200_000;

    private const int DeepestTags = 24;
    private const int DeepestBrackets = 12;

    /// <summary>
    /// A line that holds only tags leaves no line behind: its line break is moved into its last tag, so that every other place stays where it was.
    /// </summary>
    public static string WithoutTagLines(string text) =>
        TagLine().Replace(text.ReplaceLineEndings("\n"), line => $"{line.Groups[1].Value[..^2]}{new string(' ', line.Groups["before"].Length)}\n%}}");

    /// <summary>What would make the parser itself go astray: too long, nested too deep, characters that stand for something else here.</summary>
    public static TemplateFault? Refusal(string text)
    {
        if (text.Length > MaxLength)
        {
            return new(new(1, 1), "template-too-long", MaxLength.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var unstorable = text.AsSpan().IndexOfAnyInRange(Drafting.Marks.First, Drafting.Marks.Last);
        if (unstorable >= 0 || (unstorable = text.IndexOf('\0', StringComparison.Ordinal)) >= 0)
        {
            return new(PlaceOf(text, unstorable), "text-unstorable");
        }

        var depth = 0;
        foreach (Match tag in Opening().Matches(text))
        {
            depth += tag.Value.Contains("end", StringComparison.Ordinal) ? -1 : 1;
            if (depth > DeepestTags)
            {
                return new(PlaceOf(text, tag.Index), "template-nested-too-deep", DeepestTags.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return Brackets(text);
    }

    private static TemplateFault? Brackets(string text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth = text[at] switch
            {
                '[' or '(' => depth + 1,
                ']' or ')' or '\n' => Math.Max(0, depth - 1),
                '}' => 0,
                _ => depth,
            };
            if (depth > DeepestBrackets)
            {
                return new(PlaceOf(text, at), "template-nested-too-deep", DeepestBrackets.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private static Place PlaceOf(string text, int offset) =>
        new(text.AsSpan(0, offset).Count('\n') + 1, offset - text.LastIndexOf('\n', Math.Max(0, offset - 1)));

    [GeneratedRegex(@"^(?<before>[ \t]*)((?:\{%(?:(?!%\}|\n).)*%\}[ \t]*)*\{%(?:(?!%\}|\n).)*%\})[ \t]*\n", RegexOptions.Multiline)]
    private static partial Regex TagLine();

    [GeneratedRegex(@"\{%-?\s*(end)?(if|unless|case|for|slot|chart)\b")]
    private static partial Regex Opening();
}
