namespace WorkTracker.Domain.Parties;
public readonly record struct UnifiedSocialCreditCode(string Value) { public static bool TryParse(string t, out UnifiedSocialCreditCode code, out object? reason) { code = new(t); reason = null; return true; } }
