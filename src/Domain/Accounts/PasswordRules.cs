using System.Collections.Immutable;
using System.Globalization;

namespace WorkTracker.Domain.Accounts;

/// <summary>What a password must be like by itself. Which ones everybody tries is known outside: a list is no rule.</summary>
public sealed record PasswordRules(int MinimumLength, int KindsOfCharacter, bool RefuseCommon)
{
    /// <summary>Longer ones cost time to hash and help nobody.</summary>
    public const int MaxLength = 128;

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

        if (RefuseCommon && (password.Contains(name, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5))
        {
            faults.Add(new("password-easily-guessed", "password"));
        }

        return faults.ToImmutable();
    }

    private static int Kinds(string password) =>
        new[] { password.Any(char.IsLower), password.Any(char.IsUpper), password.Any(char.IsDigit), password.Any(c => !char.IsLetterOrDigit(c)) }.Count(has => has);
}
