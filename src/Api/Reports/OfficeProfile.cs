namespace WorkTracker.Api.Reports;

/// <summary>Settings of LibreOffice for files that somebody sent: nothing is run, nothing is fetched, nothing is brought up to date.</summary>
internal static class OfficeProfile
{
    private static readonly (string Path, string Name, string Value)[] Set =
    [
        ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
        ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
        ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),

        // Where the system cannot take the network away, this sends what is fetched nevertheless nowhere.
        ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
        ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
        ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ];

    /// <summary>Written before the program starts, in the folder that it takes as its own.</summary>
    public static Task WriteAsync(string profile, CancellationToken cancellation) =>
        File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(profile, "user")).FullName, "registrymodifications.xcu"), $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
            {string.Join('\n', Set.Select(set => $"<item oor:path=\"{set.Path}\"><prop oor:name=\"{set.Name}\" oor:op=\"fuse\"><value>{set.Value}</value></prop></item>"))}
            </oor:items>
            """, cancellation);
}
