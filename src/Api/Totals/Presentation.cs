using System.Collections.Immutable;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Api.Totals;

/// <summary>What totals are shown with: a phrase each where a style is given, and the same window a year before.</summary>
public sealed record Presentation(WordingStyle? Style, bool PreviousYear)
{
    public static readonly Presentation Plain = new(null, false);

    /// <summary>The style that words each total by itself; <c>leading-digits</c> words all of them together.</summary>
    public WordingStyle? OfEach => Style is WordingStyle.LeadingDigits ? null : Style;

    public WordingStyle.LeadingDigits? OfAll => Style as WordingStyle.LeadingDigits;

    /// <param name="style">A wording style with its argument, or null.</param>
    /// <param name="compare"><c>previous-year</c>, or null.</param>
    public static (Presentation? Presentation, ImmutableArray<Fault> Faults) Read(string? style, string? compare)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (compare is not (null or "" or "previous-year"))
        {
            faults.Add(new("compare-invalid", "compare", compare));
        }

        WordingStyle? wording = null;
        if (style is { Length: > 0 } && !WordingStyle.TryParse(style, out wording, out var refusal))
        {
            faults.Add(new(refusal.Code, "style", style));
        }

        return faults.Count > 0 ? (null, faults.ToImmutable()) : (new(wording, compare is { Length: > 0 }), []);
    }
}
