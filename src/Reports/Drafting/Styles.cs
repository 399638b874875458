using System.Diagnostics.CodeAnalysis;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Reports.Drafting;

/// <summary>Styles of wording in the order of preference, such as <c>over-whole|over|exact</c>: the first that is true of the value words it.</summary>
internal static class Styles
{
    private const int Most = 4;

    public static bool TryRead(string text, out IReadOnlyList<WordingStyle> styles, [NotNullWhen(false)] out CannotWord? refusal)
    {
        var read = new List<WordingStyle>();
        styles = read;
        refusal = null;
        foreach (var part in text.Split('|'))
        {
            if (!WordingStyle.TryParse(part, out var style, out refusal))
            {
                return false;
            }

            read.Add(style);
        }

        // What needs other numbers than the value itself cannot stand beside another style.
        refusal = read.Count > Most || (read.Count > 1 && read.Any(style => style is WordingStyle.LeadingDigits or WordingStyle.Growth))
            ? new("style-argument-invalid", text)
            : null;
        return refusal is null;
    }

    public static string Written(IEnumerable<WordingStyle> styles) => string.Join('|', styles.Select(style => style.Code));
}
