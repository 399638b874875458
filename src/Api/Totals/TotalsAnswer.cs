using WorkTracker.Domain;
using WorkTracker.Domain.Reports;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>Totals of one position.</summary>
/// <param name="Position">Every event up to it has been counted.</param>
/// <param name="Behind">Events stored after it, not counted yet (of an earlier position: all that came since).</param>
/// <param name="Phrase">One wording of all totals together, for the style <c>leading-digits</c>.</param>
public sealed record TotalsAnswer(
    long Position, long Behind, DepartmentAnswer Department, WindowAnswer Window, Basis Basis, IReadOnlyList<TotalAnswer> Totals, PhraseAnswer? Phrase = null);

public sealed record DepartmentAnswer(string Code, string Name)
{
    public static DepartmentAnswer Of(Domain.Departments.Department department) => new(department.Code, department.Name);
}

/// <param name="Text">As it was asked.</param>
/// <param name="From">Absent in 历年累计.</param>
public sealed record WindowAnswer(string Text, DateOnly? From, DateOnly Until)
{
    public static WindowAnswer Of(Window window) => new(window.Text, window.From, window.Until);
}

/// <param name="Value">In the unit; absent where there is none.</param>
/// <param name="Raw">As stored, before the unit's scale: yuan for 亿元.</param>
/// <param name="WhyNone"><c>no-data</c>, <c>division-by-zero</c> or <c>too-large</c>, where there is no value.</param>
/// <param name="NotDeduplicated">The part that opening balances state as a number of unlisted parties.</param>
/// <param name="Phrase">In the style asked for.</param>
/// <param name="PreviousYear">The same window a year before, where asked for.</param>
public sealed record TotalAnswer(
    string Metric, int Version, string Name, string Unit, int Decimals, string? PartOf, decimal? Value, decimal? Raw, string? WhyNone,
    decimal? NotDeduplicated, PhraseAnswer? Phrase, PreviousYearAnswer? PreviousYear)
{
    public static TotalAnswer Of(Total total, Phrase? phrase = null, Total? before = null)
    {
        var metric = total.Question.Metric;
        return new(
            metric.Code, metric.Version, metric.Definition.Name, metric.Definition.Unit, metric.Definition.Decimals, metric.Definition.PartOf,
            Plain(FigureReader.Printed(total)), Plain(total.Value), total.WhyNone,
            total.NotDeduplicated == 0 ? null : Plain(total.NotDeduplicated),
            phrase is null ? null : PhraseAnswer.Of(phrase), before is null ? null : PreviousYearAnswer.Of(total, before));
    }

    /// <summary>Without trailing zeros.</summary>
    internal static decimal? Plain(decimal? value) => value / 1.0000000000000000000000000000m;
}

/// <param name="Text">Absent where the style cannot word the value truthfully.</param>
/// <param name="Refused">Why not, as a stable code.</param>
public sealed record PhraseAnswer(string? Text, string? Refused, string? Detail)
{
    public static PhraseAnswer Of(Phrase phrase) => phrase switch
    {
        Worded worded => new(worded.Text, null, null),
        CannotWord cannot => new(null, cannot.Code, cannot.Detail),
        _ => throw new InvalidOperationException($"No such phrase: {phrase}."),
    };
}

/// <param name="Window">Absent in the parts of a breakdown: that of a month is the month a year before, that of others the whole's.</param>
/// <param name="Change">This year's value less that of the year before, in the unit.</param>
/// <param name="ChangePercent">Of the value of the year before, to two decimals.</param>
/// <param name="WhyNone"><c>missing</c> or <c>zero</c> a year before, where there is no percentage.</param>
public sealed record PreviousYearAnswer(WindowAnswer? Window, decimal? Value, decimal? Raw, decimal? Change, decimal? ChangePercent, string? WhyNone)
{
    public static PreviousYearAnswer Of(Total now, Total before) => Of(now.Value, before.Value, now.Question.Metric.Definition.Scale) with { Window = WindowAnswer.Of(before.Question.Window) };

    /// <summary>Both as stored.</summary>
    public static PreviousYearAnswer Of(decimal? now, decimal? before, decimal scale)
    {
        var comparison = Comparison.Of(now, before);
        return new(null, TotalAnswer.Plain(before / scale), TotalAnswer.Plain(before), TotalAnswer.Plain(comparison.Change / scale), comparison.Percent, comparison.WhyNone);
    }
}
