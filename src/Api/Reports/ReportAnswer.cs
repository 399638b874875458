using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Reports;

/// <summary>报告.</summary>
/// <param name="Status"><c>draft</c>, <c>frozen</c> or <c>superseded</c>.</param>
/// <param name="Position">Of all its figures.</param>
/// <param name="File">SHA-256 of its Word file.</param>
/// <param name="SupersededBy">The corrected edition.</param>
/// <param name="Figures">In the order of print; absent in lists.</param>
public sealed record ReportAnswer(
    Guid Id, long Version, string Status, string Title, string Template, int TemplateVersion, string Department, string Window, Basis Basis, long Position, string File,
    DateTimeOffset DraftedAt, DateTimeOffset? FrozenAt, Guid? SupersededBy, IReadOnlyList<FigureAnswer>? Figures)
{
    public static ReportAnswer Of(FoundReport found, bool withFigures)
    {
        var report = found.Report;
        var drafted = report.Drafted;
        return new(
            found.Id, found.Version, report.Status, drafted.Title, drafted.Template, drafted.TemplateVersion, drafted.Department, drafted.Window, drafted.Basis, report.Position, report.File,
            found.DraftedAt, found.FrozenAt, report.SupersededBy, withFigures ? [.. report.Figures.Select(figure => FigureAnswer.Of(figure, report.Position))] : null);
    }
}

/// <param name="Metrics">Codes with versions, separated by commas.</param>
/// <param name="Values">As stored: yuan, ratios.</param>
/// <param name="Entries">The address of the entries behind it, as known at the report's position.</param>
public sealed record FigureAnswer(
    string Id, string Name, string Metrics, string Department, string Window, Basis Basis, string Style, Guid? Party, IReadOnlyList<decimal?> Values, string Text, string Entries)
{
    public static FigureAnswer Of(Figure figure, long position) => new(
        figure.Id, figure.Name, figure.Key.Metrics, figure.Key.Department, figure.Key.Window, figure.Key.Basis, figure.Key.Style, figure.Key.Party, figure.Values, figure.Text,
        FigureAddress.Of(figure.Key, position));
}

/// <summary>A report that an auditor may know of and not read: what it says counts an internal kind that is not open to auditors.</summary>
/// <param name="FrozenFile">SHA-256 of the frozen Word file; absent while it is a draft.</param>
public sealed record WithheldReport(
    Guid Id, string Status, string Title, string Department, DateTimeOffset DraftedAt, string? DraftedBy, DateTimeOffset? FrozenAt, string? FrozenBy, string? FrozenFile)
{
    public static WithheldReport Of(FoundReport found, Sight sight) => new(
        found.Id, found.Report.Status, sight.TitleOf(found.Report), found.Report.Drafted.Department, found.DraftedAt, found.DraftedBy, found.FrozenAt, found.FrozenBy, found.Report.Frozen?.File);
}

/// <param name="Withheld">Of the same page, for auditors; empty for everybody else.</param>
/// <param name="Next">Give it as <c>before</c> for the next page; absent on the last.</param>
public sealed record ReportListAnswer(IReadOnlyList<ReportAnswer> Reports, IReadOnlyList<WithheldReport> Withheld, long? Next);

/// <summary>One edition beside another: figures that both have and print differently, and those that only one has.</summary>
public sealed record ReportDifferences(Guid Id, Guid With, IReadOnlyList<FigureDifference> Changed, IReadOnlyList<FigureAnswer> OnlyHere, IReadOnlyList<FigureAnswer> OnlyThere)
{
    public static ReportDifferences Of(FoundReport here, FoundReport there)
    {
        // What was frozen before files were compared with the store may name a figure twice.
        var (mine, theirs) = (here.Report.Figures.DistinctBy(figure => figure.Id).ToDictionary(figure => figure.Id), there.Report.Figures.DistinctBy(figure => figure.Id).ToDictionary(figure => figure.Id));
        return new(
            here.Id, there.Id,
            [.. mine.Values.Where(figure => theirs.TryGetValue(figure.Id, out var other) && (other.Text != figure.Text || !other.Values.SequenceEqual(figure.Values)))
                .Select(figure => new FigureDifference(FigureAnswer.Of(figure, here.Report.Position), FigureAnswer.Of(theirs[figure.Id], there.Report.Position)))],
            [.. mine.Values.Where(figure => !theirs.ContainsKey(figure.Id)).Select(figure => FigureAnswer.Of(figure, here.Report.Position))],
            [.. theirs.Values.Where(figure => !mine.ContainsKey(figure.Id)).Select(figure => FigureAnswer.Of(figure, there.Report.Position))]);
    }
}

public sealed record FigureDifference(FigureAnswer Here, FigureAnswer There);
