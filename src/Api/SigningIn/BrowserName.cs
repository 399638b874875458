namespace WorkTracker.Api.SigningIn;

/// <summary>What a browser calls itself, put so that its user knows it again. It is told, not believed.</summary>
public static class BrowserName
{
    private const int Longest = 40;

    /// <summary>The first that is found: each of them also claims to be those below.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("Edg", "Edge"), ("OPR/", "Opera"), ("QQBrowser", "QQ 浏览器"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Such as Firefox, Windows; of another program its own word for itself; empty where it says nothing.</summary>
    public static string Of(string? agent) => agent is null ? "" : (Find(Browsers, agent), Find(Systems, agent)) switch
    {
        ({ } browser, { } system) => $"{browser}, {system}",
        ({ } browser, null) => browser,
        _ => new string([.. agent.TakeWhile(c => c is > ' ' and <= '~').Take(Longest)]),
    };

    private static string? Find((string Mark, string Name)[] known, string agent) => known.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
