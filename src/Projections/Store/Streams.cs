namespace WorkTracker.Projections.Store;

/// <summary>
/// Ids of the streams that exist once. An entry's stream id is its command id, a party's is the party's.
/// The tree and the catalog are one stream each, so that no two changes made at the same time can contradict each other.
/// </summary>
public static class Streams
{
    public static readonly Guid Departments = new("00000000-0000-8000-8000-00000000000d");
    public static readonly Guid Catalog = new("00000000-0000-8000-8000-00000000000c");
    public static readonly Guid Accounts = new("00000000-0000-8000-8000-00000000000a");
}
