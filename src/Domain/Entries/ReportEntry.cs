using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Entries;

/// <summary>报送.</summary>
public sealed record ReportEntry(string Department, string Kind, ContentDraft Draft, Guid? Import = null)
{
    /// <summary><paramref name="content"/> has passed <see cref="ContentCheck"/>; the stream does not exist yet.</summary>
    public static Decision Decide(ReportEntry report, Kind kind, EntryContent content) =>
        Decision.Accept(new EntryReported(report.Department, report.Kind, kind.Version, content, report.Import));
}
