namespace WorkTracker.Domain.Parties;

/// <summary>The two checksums inside a unified social credit code. Characters are known to be valid.</summary>
internal static class CreditCodeArithmetic
{
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>GB 32100-2015: weights are the powers of 3 modulo 31, and the check character brings the weighted sum to 0.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> first17, string alphabet)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in first17)
        {
            sum += alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>GB 11714: modulo 11, X for 10. Here A is 10 and Z is 35, no letter left out, unlike in GB 32100.</summary>
    public static char OrganisationCheckDigit(ReadOnlySpan<char> first8)
    {
        var sum = 0;
        for (var index = 0; index < first8.Length; index++)
        {
            var character = first8[index];
            sum += (char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10) * OrganisationWeights[index];
        }

        return "0123456789X"[(11 - (sum % 11)) % 11];
    }
}
