using System.Collections.Immutable;
using System.Globalization;

namespace WorkTracker.Domain.Accounts;

/// <summary>What a password must be like, whatever was used before.</summary>
public sealed record PasswordRules(int MinimumLength, int KindsOfCharacter, bool RefuseCommon)
{
    /// <summary>Longer ones cost time to hash and help nobody.</summary>
    public const int MaxLength = 128;

    /// <summary>Tried first by everybody who guesses; compared without digits and signs at either end, so that each stands for many.</summary>
    private static readonly ImmutableHashSet<string> Common = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "", "password", "passw0rd", "p@ssword", "p@ssw0rd", "admin", "administrator", "root", "test", "guest", "user", "welcome", "letmein", "iloveyou", "monkey", "dragon",
        "qwerty", "qwertyuiop", "qazwsx", "qazwsxedc", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "abc", "abcd", "abcdef", "abcdefg", "abcdefgh", "aaaaaa", "woaini",
        "mima", "guanliyuan", "chenzhou", "tongzhanbu", "tongzhan", "worktracker", "changeme", "default", "secret", "master", "hello", "football", "sunshine", "princess");

    public ImmutableArray<Fault> Check(string password, string name)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (password.Length < MinimumLength)
        {
            faults.Add(new("password-too-short", "password", MinimumLength.ToString(CultureInfo.InvariantCulture)));
        }

        if (password.Length > MaxLength)
        {
            faults.Add(new("text-too-long", "password", "password", MaxLength.ToString(CultureInfo.InvariantCulture)));
        }

        if (Kinds(password) < KindsOfCharacter)
        {
            faults.Add(new("password-too-plain", "password", KindsOfCharacter.ToString(CultureInfo.InvariantCulture)));
        }

        if (RefuseCommon && (IsCommon(password) || password.Contains(name, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5))
        {
            faults.Add(new("password-easily-guessed", "password"));
        }

        return faults.ToImmutable();
    }

    private static int Kinds(string password) =>
        new[] { password.Any(char.IsLower), password.Any(char.IsUpper), password.Any(char.IsDigit), password.Any(c => !char.IsLetterOrDigit(c)) }.Count(has => has);

    private static bool IsCommon(string password)
    {
        var letters = password.ToLowerInvariant().Trim([.. "0123456789!@#$%^&*()_+-=.,?~ "]);
        return Common.Contains(letters);
    }
}
