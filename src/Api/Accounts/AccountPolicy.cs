using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.Accounts;

/// <summary>
/// Rules of passwords and sessions. <see cref="Dengbao"/> are the values of 等保 2.0 (GB/T 22239-2019, 8.1.4.1, level 3, as assessments ask for them);
/// <see cref="Asvs"/> are the habits of OWASP ASVS 5.0 (6.2: length, no known passwords, no forced rotation). Every value can be set by itself.
/// </summary>
public sealed record AccountPolicy
{
    /// <summary>Characters.</summary>
    public int MinimumLength { get; init; } = 10;

    /// <summary>How many of: small letters, capital letters, digits, other characters.</summary>
    public int KindsOfCharacter { get; init; } = 3;

    /// <summary>A password older than this must be changed; null means never.</summary>
    public TimeSpan? GreatestAge { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The last so many passwords are not taken again.</summary>
    public int Remembered { get; init; } = 5;

    /// <summary>Passwords that are guessed first, and those that hold the user's name, are refused.</summary>
    public bool RefuseCommon { get; init; } = true;

    /// <summary>Words of the place that make a password easy to guess, separated by commas; departments' names and codes are known anyway.</summary>
    public string RefusedWords { get; init; } = "";

    /// <summary>Wrong passwords in a row until an account is locked.</summary>
    public int FailuresToLock { get; init; } = 5;

    public TimeSpan Lockout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session that nobody uses ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends so long after signing in, used or not.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The longest life of a personal token.</summary>
    public TimeSpan LongestToken { get; init; } = TimeSpan.FromDays(365);

    /// <summary>So many days a change of an administrator waits for the second word: 1 to 30.</summary>
    public int WaitingDays { get; init; } = 7;

    /// <summary>How long the audit log is kept, in months: at least six. Null means for ever.</summary>
    public int? AuditMonths { get; init; }

    public static readonly AccountPolicy Dengbao = new();

    public static readonly AccountPolicy Asvs = new() { MinimumLength = 15, KindsOfCharacter = 1, GreatestAge = null, Remembered = 0 };

    /// <summary>Section WorkTracker:Accounts; its Policy is dengbao or asvs, and each value named beside it stands in its place.</summary>
    /// <exception cref="SettingException">A value that may not be set.</exception>
    public static AccountPolicy Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("WorkTracker:Accounts");
        var named = section["Policy"] switch
        {
            null or "dengbao" => Dengbao with { },
            "asvs" => Asvs with { },
            var other => throw Refused("Policy", VerbTexts.PolicyUnknown.With(other)),
        };
        Settings.Bind(section, named);
        return named switch
        {
            { AuditMonths: < 6 } => throw Refused("AuditMonths", VerbTexts.PolicyAuditTooShort),
            { WaitingDays: < 1 or > 30 } => throw Refused("WaitingDays", VerbTexts.PolicyWaitingDays),
            { MinimumLength: < 8 } or { FailuresToLock: < 1 } or { KindsOfCharacter: < 1 or > 4 } => throw Refused("MinimumLength", VerbTexts.PolicyTooWeak),
            _ when new[] { named.Lockout, named.Idle, named.LongestSession, named.LongestToken, named.GreatestAge ?? TimeSpan.MaxValue }.Any(span => span <= TimeSpan.Zero) || named.Remembered < 0 =>
                throw Refused("Idle", VerbTexts.PolicyWithoutTime),
            _ => named,
        };
        SettingException Refused(string name, string why) => new($"{section.Path}:{name}", section[name], why: why);
    }
}
