using System.Text;

namespace WorkTracker.Domain.Accounts;

/// <summary>What a user may be called: it stands in every event and in addresses.</summary>
public static class AccountName
{
    public const int MaxLength = 40;

    /// <summary>The program's own actors.</summary>
    private static readonly string[] Taken = ["local", "sample", "sample-reviewer"];

    /// <summary>
    /// Null where the name will do: English letters, Chinese characters and digits, with single points, hyphens or underscores between them. No other letters:
    /// a Cyrillic а or a full-width ａ would make a name that looks like another one's.
    /// </summary>
    public static Fault? Fault(string name) =>
        name.Length is < 2 or > MaxLength || !name.EnumerateRunes().All(IsPart) || IsSign(name[0]) || IsSign(name[^1])
            ? new("account-name-invalid", "name", name)
            : Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? new("account-exists", "name", name) : null;

    private static bool IsPart(Rune rune) => rune.IsAscii ? Rune.IsLetterOrDigit(rune) || IsSign((char)rune.Value) : IsChinese(rune.Value);

    private static bool IsSign(char c) => c is '.' or '-' or '_';

    /// <summary>CJK unified ideographs with their extensions A to I; the compatibility ones, which double others, are not among them.</summary>
    private static bool IsChinese(int c) => c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2EE5F and not (>= 0x2F800 and <= 0x2FA1F)) or (>= 0x30000 and <= 0x323AF);
}
