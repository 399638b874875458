namespace WorkTracker.Api.Hosting;

/// <summary>
/// What an operator can set: in <c>appsettings.json</c>, by environment variables such as <c>WorkTracker__Port</c>, or on the command line as <c>--WorkTracker:Port=5080</c>.
/// Connection strings are <c>ConnectionStrings__worktracker</c> (appends events) and <c>ConnectionStrings__worktracker-owner</c> (migrates).
/// </summary>
public sealed record Settings
{
    public const string Section = "WorkTracker";

    /// <summary>On the loopback addresses; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Of the private PostgreSQL, relative to the working folder. Used when no connection string is set.</summary>
    public string Folder { get; init; } = ".worktracker";

    /// <summary>Readiness fails when totals have stood still for so long while events wait.</summary>
    public TimeSpan LongestLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Readiness fails when totals are so many events behind.</summary>
    public long MostBehind { get; init; } = 100_000;

    /// <summary>An IP address to listen on; anything but loopback is refused while there are sample users.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Served over HTTPS, by a proxy in front: cookies are Secure with the prefix __Host-, and browsers are told to come by HTTPS only.</summary>
    public bool Https { get; init; }

    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, separated by commas.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>A file (PKCS #12) with an RSA key: the keys of cookies are encrypted with it before they are stored. Empty: they lie readable in the database.</summary>
    public string ProtectKeysWithCertificate { get; init; } = "";

    /// <summary>Files of earlier certificates, separated by commas: what they encrypted stays readable.</summary>
    public string FormerCertificates { get; init; } = "";

    /// <summary>Of these files; from the environment rather than from a file beside them.</summary>
    public string CertificatePassword { get; init; } = "";

    /// <summary>Whoever sends it as <c>Authorization: Bearer</c> reads <c>/metrics</c>. Empty: who asks on this machine, and through no proxy, needs none.</summary>
    public string MetricsToken { get; init; } = "";

    internal string[] ProxyAddresses => Proxies.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Requests a minute from one address, an office perhaps.</summary>
    public int RequestsAnAddress { get; init; } = 12_000;

    /// <summary>Requests a minute of one user.</summary>
    public int RequestsAUser { get; init; } = 3_000;

    /// <summary>Questions of totals of one user that the store answers at once; more wait for their turn.</summary>
    public int ReadingsAUser { get; init; } = 8;

    /// <summary>Live streams that one user may have open at once, on one node.</summary>
    public int StreamsAUser { get; init; } = 20;

    /// <summary>Attempts to sign in a minute from one address.</summary>
    public int SignInsAnAddress { get; init; } = 30;

    /// <summary>How long requests in flight may take to end when the program stops.</summary>
    public TimeSpan ShutdownLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <exception cref="SettingException">A value that cannot be meant.</exception>
    public static Settings Of(IConfiguration configuration)
    {
        var settings = new Settings();
        Bind(configuration.GetSection(Section), settings);
        return settings switch
        {
            { Port: < 0 or > 65535 } => throw new SettingException($"{Section}:{nameof(Port)}", $"{settings.Port}"),
            _ when !System.Net.IPAddress.TryParse(settings.Address, out _) => throw new SettingException($"{Section}:{nameof(Address)}", settings.Address),
            _ when settings.ProxyAddresses.FirstOrDefault(proxy => !System.Net.IPAddress.TryParse(proxy, out _)) is { } proxy => throw new SettingException($"{Section}:{nameof(Proxies)}", proxy),
            _ => settings,
        };
    }

    /// <exception cref="SettingException">A value that cannot be converted.</exception>
    internal static void Bind(IConfigurationSection section, object settings)
    {
        try
        {
            section.Bind(settings);
        }
        catch (InvalidOperationException e)
        {
            // The one that cannot be converted is named in the message only.
            var wrong = section.GetChildren().FirstOrDefault(one => e.Message.Contains($"'{one.Path}'", StringComparison.OrdinalIgnoreCase));
            throw new SettingException(wrong?.Path ?? section.Path, wrong?.Value, e);
        }
    }
}
