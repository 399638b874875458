namespace WorkTracker.Domain.Accounts;

/// <summary>What a user may be called: it stands in every event and in addresses.</summary>
public static class AccountName
{
    public const int MaxLength = 40;

    /// <summary>The program's own actors.</summary>
    private static readonly string[] Taken = ["local", "sample", "sample-reviewer"];

    /// <summary>Null where the name will do. Letters of any script and digits, with single points, hyphens or underscores between them.</summary>
    public static Fault? Fault(string name) =>
        name.Length is < 2 or > MaxLength || !name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_') || !char.IsLetterOrDigit(name[0]) || !char.IsLetterOrDigit(name[^1])
            ? new("account-name-invalid", "name", name)
            : Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? new("account-exists", "name", name) : null;
}
