using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Figures;

/// <summary>
/// A part of a total. <c>Key</c> is a department's or program's code, a month (<c>yyyy-MM</c>), or a party's id. <c>Question</c> is the one that
/// the part alone answers; null where it is only a share in the whole's answer.
/// </summary>
public sealed record Part(string Key, string Name, decimal? Value, string? WhyNone = null, Question? Question = null);

/// <summary>
/// A total split up. <c>Additive</c>: the parts and <c>Stated</c> sum to the total. <c>Stated</c> is what opening balances put into it
/// as a number where no part holds it.
/// </summary>
public sealed record Breakdown(bool Additive, decimal? Stated, IReadOnlyList<Part> Parts)
{
    /// <summary>The most months that a total is split into.</summary>
    public const int MostMonths = 240;

    /// <summary>Why a metric cannot be split so; null when it can.</summary>
    public static Fault? Fault(Metric metric, string by) => (metric.Measure, by) switch
    {
        (Measure.Computed or Measure.Latest, "program" or "party") or (Measure.Count or Measure.Sum, "party") => new("split-not-possible", "by", metric.Code, by),
        _ => null,
    };

    public static async Task<Breakdown> OfAsync(TotalsView view, Question question, string by, CancellationToken cancellation = default) => by switch
    {
        "department" => await ByDepartmentAsync(view, question, cancellation),
        "month" => await ByMonthAsync(view, question, cancellation),
        "program" => await ByProgramAsync(view, question, cancellation),
        "party" => await ByPartyAsync(view, question, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "No such split."),
    };

    /// <summary>Each department directly below with all below it, and the department's own entries under its own code.</summary>
    private static async Task<Breakdown> ByDepartmentAsync(TotalsView view, Question question, CancellationToken cancellation)
    {
        var children = view.Knowledge.Tree.Children(question.Department.Code).OrderBy(child => child.Number);
        List<Question> parts = [question with { OwnOnly = true }, .. children.Select(child => question with { Department = child })];
        var totals = await view.AnswerAsync(parts, cancellation);
        return new(AddsUp(question.Metric), null, [.. totals.Select(total => new Part(
            total.Question.Department.Code, total.Question.Department.Name, total.Value, total.WhyNone, total.Question))]);
    }

    /// <summary>
    /// The window's months, the first and last cut as the window cuts them. Since the beginning: what each month added, and before the first
    /// one what is <c>Stated</c>. In-force: how many stand at each month's end.
    /// </summary>
    private static async Task<Breakdown> ByMonthAsync(TotalsView view, Question question, CancellationToken cancellation)
    {
        var from = question.Window.From ?? await view.FirstDayAsync(question, cancellation) ?? question.Window.Until;
        var last = Month.Of(question.Window.Until);
        var first = new Month(Math.Max(Month.Of(from).Number, last.Number - MostMonths + 1));
        var months = Enumerable.Range(first.Number, last.Number - first.Number + 1).Select(number => new Month(number)).ToList();
        if (question.Window.IsCumulative && question.Metric.Measure is (Measure.Count or Measure.Sum or Measure.Distinct))
        {
            return await GrowthAsync(view, question, months, cancellation);
        }

        var totals = await view.AnswerAsync(
            [.. months.Select(month => question with { Window = Window.Between(Later(from, month.FirstDay), Earlier(question.Window.Until, month.LastDay)) })], cancellation);
        return new(
            AddsUp(question.Metric), null,
            [.. months.Zip(totals, (month, total) => new Part(month.ToString(), month.ToString(), total.Value, total.WhyNone, total.Question))]);
    }

    private static async Task<Breakdown> GrowthAsync(TotalsView view, Question question, List<Month> months, CancellationToken cancellation)
    {
        var ends = months.Select(month => Earlier(question.Window.Until, month.LastDay)).Prepend(months[0].FirstDay.AddDays(-1));
        var totals = await view.AnswerAsync([.. ends.Select(end => question with { Window = Window.SinceTheBeginning(end) })], cancellation);
        return new(
            Additive: true, totals[0].Value,
            [.. months.Select((month, at) => new Part(month.ToString(), month.ToString(), totals[at + 1].Value - totals[at].Value))]);
    }

    private static async Task<Breakdown> ByProgramAsync(TotalsView view, Question question, CancellationToken cancellation)
    {
        var parts = await view.ByProgramAsync(question, cancellation);
        var stated = parts.Where(part => part.Program is null).Select(part => (decimal?)part.Value).FirstOrDefault();
        return new(
            AddsUp(question.Metric) || question.Metric.Measure is Measure.SumOncePer, stated,
            [.. parts.Where(part => part.Program is not null).Select(part => new Part(
                part.Program!, view.Knowledge.Definitions.FindProgram(part.Program!)?.Name ?? part.Program!, part.Value))]);
    }

    private static async Task<Breakdown> ByPartyAsync(TotalsView view, Question question, CancellationToken cancellation)
    {
        var parts = await view.ByPartyAsync(question, cancellation);
        var names = await view.NamesAsync([.. parts.Select(part => part.Unit)], cancellation);
        var stated = view.OpeningsBehind(question).Sum(opening => opening.Value);
        return new(Additive: true, stated == 0 ? null : stated, [.. parts.Select(part => new Part(part.Unit.ToString(), names[part.Unit], part.Value))]);
    }

    private static bool AddsUp(Metric metric) => metric.Measure is Measure.Count or Measure.Sum;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
