using System.Collections.Immutable;

namespace WorkTracker.Domain.Reports;

/// <summary>
/// A template was filled; everything in it is as of <c>Position</c>. <c>File</c> is the SHA-256 of the Word file, in hex; its bytes are kept for ever.
/// <c>Read</c> is what the text rests on beside its figures and rows: null where that is nothing, as of all reports before it was kept.
/// </summary>
public sealed record ReportDrafted(
    string Template, int TemplateVersion, string Title, string Department, string Window, Basis Basis, long Position, string File,
    ImmutableArray<Figure> Figures, ImmutableArray<FigureList> Lists, IReadOnlyList<TotalRead>? Read = null);

/// <summary>Totals that a report was written from, in a condition or as a bare number. <c>Metrics</c> are codes with versions, empty where only departments were named.</summary>
public sealed record TotalRead(string Metrics, string Department);

/// <summary>定稿: the file that was published, as people had edited it. <c>Position</c> is the file's own; <c>Figures</c> are those that stand in it, with what the store gives for them at that position.</summary>
public sealed record ReportFrozen(string File, long Position, ImmutableArray<Figure> Figures);

/// <summary>A corrected edition stands in this one's place. This one stays as it is.</summary>
public sealed record ReportSuperseded(Guid By);
