namespace WorkTracker.EmbeddedPostgres;

/// <summary>The private server cannot be had. The message says what is wrong, where, and how to mend it.</summary>
public sealed class PrivateServerException : Exception
{
    public const string NoBinaries = "no-binaries";
    public const string FolderNotWritable = "folder-not-writable";
    public const string FolderNotReachable = "folder-not-reachable";
    public const string FolderBusy = "folder-busy";
    public const string WrongMajorVersion = "wrong-major-version";
    public const string PasswordMissing = "password-missing";
    public const string DidNotStart = "did-not-start";
    public const string NotSupportedHere = "not-supported-here";

    public PrivateServerException(string code, string message, Exception? inner = null)
        : base($"{message} [{code}]", inner) => Code = code;

    /// <summary>Stable, kebab-case.</summary>
    public string Code { get; }
}
