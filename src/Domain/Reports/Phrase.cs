namespace WorkTracker.Domain.Reports;

/// <summary>What came of wording a number: <see cref="Worded"/> or <see cref="CannotWord"/>, nothing else.</summary>
public abstract record Phrase
{
    private protected Phrase()
    {
    }
}

/// <summary>A phrase that is true of the value, unit included: 2200余人次.</summary>
public sealed record Worded(string Text) : Phrase;

/// <summary>No phrase of the wanted style would be true of the value, or the style does not apply to it.</summary>
/// <param name="Code">Stable, kebab-case: style-unknown, style-argument-invalid, style-does-not-fit, unit-does-not-fit, unit-not-sound,
/// value-too-large, value-too-precise, value-too-small, value-negative, needs-more-decimals, not-near-enough, coverage-impossible,
/// names-missing, names-repeated, name-not-quotable, shares-too-few, share-out-of-range.</param>
/// <param name="Detail">For whoever chose the style; in English, not for print.</param>
public sealed record CannotWord(string Code, string Detail) : Phrase;
