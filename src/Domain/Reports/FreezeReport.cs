using System.Collections.Immutable;

namespace WorkTracker.Domain.Reports;

/// <summary>定稿: keeps the edited file for ever.</summary>
/// <param name="Origin">The report that the file says it was drafted as; null where it says nothing.</param>
public sealed record FreezeReport(string File, long Position, ImmutableArray<Figure> Figures, Guid? Origin)
{
    public static Decision Decide(FreezeReport freeze, Guid id, Report report) => report switch
    {
        { Frozen: not null } => Decision.Refuse("report-frozen", ""),
        _ when freeze.Origin != id => Decision.Refuse("file-of-another-report", ""),
        _ => Decision.Accept(new ReportFrozen(freeze.File, freeze.Position, freeze.Figures)),
    };
}
