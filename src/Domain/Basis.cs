namespace WorkTracker.Domain;

/// <summary>Which content of an entry counts (口径). The numbers are stored with facts and cells.</summary>
public enum Basis
{
    /// <summary>已报送: the latest submitted content; a returned entry falls back to its approved content, or out.</summary>
    Reported = 0,

    /// <summary>已审核: the last approved content.</summary>
    Approved = 1,
}
