using WorkTracker.Api.Auditing;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Accounts;

/// <summary>What signing in needs to know of a user; roles are told by events. A row of accounts.account.</summary>
public sealed class Account
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The name in upper case: no two users differ by case alone.</summary>
    public string Lookup { get; set; } = "";

    /// <summary>Null until the user has chosen one.</summary>
    public string? PasswordHash { get; set; }

    public DateTimeOffset PasswordAt { get; set; }

    /// <summary>Somebody else set the password: nothing else can be done before it is changed.</summary>
    public bool MustChange { get; set; }

    /// <summary>Earlier password hashes, newest first.</summary>
    public IReadOnlyList<string> History { get; set; } = [];

    /// <summary>Changes with the password and the second factor; every session under an older one has ended.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Wrong passwords in a row.</summary>
    public int Failed { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public bool TwoFactor { get; set; }

    public string? Authenticator { get; set; }

    public IReadOnlyList<string> Recovery { get; set; } = [];

    /// <summary>Made by the start script, with a password that it prints: served on loopback only.</summary>
    public bool IsSample { get; init; }

    /// <summary>Of the row as it was read, counted up with each change of it.</summary>
    public int Version { get; set; }

    /// <summary>Told to the audit log in the transaction of the next change: neither happens without the other.</summary>
    public AuditLine? Telling { get; set; }
}
