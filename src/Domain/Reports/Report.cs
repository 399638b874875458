namespace WorkTracker.Domain.Reports;

/// <summary>报告, as its stream leaves it. <c>Frozen</c> is null while it is a draft.</summary>
public sealed record Report(ReportDrafted Drafted, ReportFrozen? Frozen, Guid? SupersededBy)
{
    public static Report? Evolve(Report? report, object @event) => @event switch
    {
        ReportDrafted e => new(e, null, null),
        ReportFrozen e => report! with { Frozen = e },
        ReportSuperseded e => report! with { SupersededBy = e.By },
        _ => report,
    };

    public string Status => this switch
    {
        { SupersededBy: not null } => "superseded",
        { Frozen: not null } => "frozen",
        _ => "draft",
    };

    /// <summary>The file to hand out: the frozen one, else the draft.</summary>
    public string File => Frozen?.File ?? Drafted.File;

    public long Position => Frozen?.Position ?? Drafted.Position;

    public IReadOnlyList<Figure> Figures => Frozen?.Figures ?? Drafted.Figures;
}
