namespace WorkTracker.Api.Hosting;

/// <summary>A setting holds what it cannot mean.</summary>
/// <param name="setting">As it is written in the configuration, such as <c>WorkTracker:Port</c>.</param>
/// <param name="value">Null where it must not be shown: it may hold a password.</param>
/// <param name="why">What is wrong with it and how to mend it, for the operator; null where the value alone says so.</param>
public sealed class SettingException(string setting, string? value, Exception? inner = null, string? why = null) : Exception(why ?? $"{setting} = {value ?? "…"}", inner)
{
    public string Setting { get; } = setting;

    public string? Value { get; } = value;

    public string? Why { get; } = why;
}
