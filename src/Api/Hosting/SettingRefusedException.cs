namespace WorkTracker.Api.Hosting;

/// <summary>A setting with which the program does not start; the message is for the operator.</summary>
public sealed class SettingRefusedException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
