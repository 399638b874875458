using System.Diagnostics.CodeAnalysis;

namespace WorkTracker.Domain.Parties;

/// <summary>
/// Unified social credit code of a legal entity or other organisation (GB 32100-2015): registering authority and kind of entity (places 1, 2),
/// administrative division (3 to 8, digits), organisation code (9 to 17), check character (18).
/// The check character notices every single wrong character and every swap of two, except that of the first and the last, whose weights are
/// both 1. Of other mistakes it misses one in 31.
/// </summary>
public sealed record UnifiedSocialCreditCode
{
    /// <summary>Characters in a code.</summary>
    public const int Length = 18;

    // Without I, O, S, V and Z, which are misread; a character's value is its index.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private UnifiedSocialCreditCode(string value) => Value = value;

    /// <summary>The 18 characters, in upper case.</summary>
    public string Value { get; }

    /// <summary>Places 9 to 17: the older organisation code, its own check digit last.</summary>
    public string OrganisationCode => Value[8..17];

    /// <summary>
    /// Whether the organisation code's own check digit (GB 11714) agrees. A warning and no condition: whether every registry has kept to
    /// the older standard could not be verified, turning away a code that stands on a licence is worse than asking again,
    /// and the check character already covers these places.
    /// </summary>
    public bool OrganisationCodeAgrees => CreditCodeArithmetic.OrganisationCheckDigit(Value.AsSpan(8, 8)) == Value[16];

    /// <summary>Reads a code; letter case and surrounding spaces do not matter.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out UnifiedSocialCreditCode? code) =>
        TryParse(text, out code, out _);

    /// <summary>Reads a code, and says what is wrong with the first thing that is; null reads like an empty text.</summary>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        [NotNullWhen(true)] out UnifiedSocialCreditCode? code,
        [NotNullWhen(false)] out CreditCodeFault? fault)
    {
        var value = (text ?? "").Trim().ToUpperInvariant();
        fault = value.Length != Length ? new CreditCodeFault.WrongLength(value.Length) : FaultIn(value);
        code = fault is null ? new(value) : null;
        return fault is null;
    }

    /// <summary>Completes 17 characters to a code, for sample data. Throws <see cref="ArgumentException"/> when they cannot begin one.</summary>
    public static UnifiedSocialCreditCode WithCheckCharacter(string first17)
    {
        ArgumentNullException.ThrowIfNull(first17);
        var body = first17.Trim().ToUpperInvariant();
        if (body.Length != Length - 1 || WrongCharacterIn(body) is not null)
        {
            throw new ArgumentException($"'{first17}' cannot begin a unified social credit code.", nameof(first17));
        }

        return new(body + CheckCharacter(body));
    }

    /// <summary>The check digit (0-9 or X) that GB 11714 gives to the first eight characters of an organisation code, for sample data.</summary>
    public static char OrganisationCheckDigit(string first8) =>
        first8 is { Length: 8 } && first8.All(char.IsAsciiLetterOrDigit)
            ? CreditCodeArithmetic.OrganisationCheckDigit(first8.ToUpperInvariant())
            : throw new ArgumentException($"'{first8}' cannot begin an organisation code.", nameof(first8));

    /// <inheritdoc />
    public override string ToString() => Value;

    private static CreditCodeFault? FaultIn(string value)
    {
        if (WrongCharacterIn(value) is { } wrong)
        {
            return wrong;
        }

        var expected = CheckCharacter(value[..^1]);
        return expected == value[^1] ? null : new CreditCodeFault.WrongCheckCharacter(value[^1], expected);
    }

    private static CreditCodeFault.WrongCharacter? WrongCharacterIn(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (!(index is >= 2 and < 8 ? char.IsAsciiDigit(value[index]) : Alphabet.Contains(value[index], StringComparison.Ordinal)))
            {
                return new CreditCodeFault.WrongCharacter(index + 1, value[index]);
            }
        }

        return null;
    }

    private static char CheckCharacter(string first17) => CreditCodeArithmetic.CheckCharacter(first17, Alphabet);
}
