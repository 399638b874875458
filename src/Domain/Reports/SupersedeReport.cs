namespace WorkTracker.Domain.Reports;

/// <summary>Puts a corrected edition in a report's place; both are frozen.</summary>
public sealed record SupersedeReport(Guid By)
{
    public static Decision Decide(SupersedeReport supersede, Guid id, Report report, Report? edition) => (report, edition) switch
    {
        ({ Frozen: null }, _) => Decision.Refuse("report-not-frozen", ""),
        ({ SupersededBy: not null }, _) => Decision.Refuse("report-superseded", ""),
        _ when supersede.By == id => Decision.Refuse("edition-is-itself", ""),
        (_, null) => Decision.Refuse("edition-unknown", supersede.By.ToString()),
        (_, { Frozen: null }) => Decision.Refuse("edition-not-frozen", ""),
        (_, { SupersededBy: not null }) => Decision.Refuse("edition-superseded", ""),
        _ => Decision.Accept(new ReportSuperseded(supersede.By)),
    };
}
