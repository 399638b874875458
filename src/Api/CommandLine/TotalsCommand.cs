using System.CommandLine;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>totals</c>: what <c>GET /api/totals</c> answers, as a table or as its JSON.</summary>
internal static class TotalsCommand
{
    private static readonly Argument<string?> Metrics = new("metrics") { Description = VerbTexts.TotalsMetrics, Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Window = new("--window", "-w") { Description = VerbTexts.TotalsWindow, Required = true };
    private static readonly Option<string?> Department = new("--department", "-d") { Description = VerbTexts.TotalsDepartment };
    private static readonly Option<string?> Basis = new("--basis", "-b") { Description = VerbTexts.TotalsBasis };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = VerbTexts.TotalsAsOf };
    private static readonly Option<string?> By = new("--by") { Description = VerbTexts.TotalsBy };
    private static readonly Option<bool> PreviousYear = new("--previous-year") { Description = VerbTexts.TotalsPreviousYear };
    private static readonly Option<string?> Style = new("--style") { Description = VerbTexts.TotalsStyle };

    public static void AddTo(RootCommand root)
    {
        var totals = new Command("totals", VerbTexts.Totals) { Metrics, Window, Department, Basis, AsOf, By, PreviousYear, Style, Output.Json };
        totals.SetAction(RunAsync);
        root.Add(totals);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var (presentation, wrong) = Presentation.Read(line.GetValue(Style), line.GetValue(PreviousYear) ? "previous-year" : null);
        if (presentation is null)
        {
            return Output.Refuse(wrong);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await opened.CatchUpAsync(cancellation);
        var parameters = new TotalsParameters
        {
            Metrics = line.GetValue(Metrics), Department = line.GetValue(Department), Window = line.GetValue(Window), Basis = line.GetValue(Basis), AsOf = line.GetValue(AsOf),
        };
        var (view, faults) = await OpenedTotals.TryOpenAsync(opened.Totals, parameters, Sight.OfTheProgram, cancellation);
        if (view is null)
        {
            return Output.Refuse(faults);
        }

        await using (view)
        {
            return line.GetValue(By) is { } by
                ? await SplitAsync(view, by, presentation, line.GetValue(Output.Json), cancellation)
                : await ShowAsync(view, presentation, line.GetValue(Output.Json), cancellation);
        }
    }

    private static async Task<int> ShowAsync(OpenedTotals opened, Presentation presentation, bool json, CancellationToken cancellation)
    {
        var answer = await GetTotals.AnswerAsync(opened.View, opened.Request, presentation, cancellation);
        if (json)
        {
            return Output.Write(answer);
        }

        var table = new TotalsTable(presentation, VerbTexts.ColumnMetric, VerbTexts.ColumnName, units: true);
        foreach (var total in answer.Totals)
        {
            table.Add(total.Metric, total.Name, total, total.Phrase ?? answer.Phrase);
        }

        Output.Heading(answer.Department.Name, answer.Window, answer.Basis, answer.Position, answer.Behind);
        table.Write();
        return 0;
    }

    private static async Task<int> SplitAsync(OpenedTotals opened, string by, Presentation presentation, bool json, CancellationToken cancellation)
    {
        if (GetBreakdown.Check(opened.Request, by) is { } fault)
        {
            return Output.Refuse([fault]);
        }

        var answer = await GetBreakdown.AnswerAsync(opened.View, opened.Request.Questions[0], by, presentation, cancellation);
        if (json)
        {
            return Output.Write(answer);
        }

        var (table, total) = (new TotalsTable(presentation, VerbTexts.ColumnPart, VerbTexts.ColumnName, units: false), answer.Total);
        foreach (var part in answer.Parts)
        {
            table.Add(part.Key, part.Name, total, part.Value, part.WhyNone, part.PreviousYear, part.Phrase);
        }

        if ((answer.Stated ?? answer.StatedPreviousYear) is not null)
        {
            table.Add("", VerbTexts.RowOpening, total, answer.Stated ?? 0, null, PreviousYearAnswer.Of(answer.Stated ?? 0, answer.StatedPreviousYear ?? 0, 1), null);
        }

        table.Add("", VerbTexts.RowTotal, total, total.Phrase ?? answer.Phrase);
        Output.Heading($"{answer.Department.Name} {total.Name}", answer.Window, answer.Basis, answer.Position, answer.Behind);
        table.Write();
        return 0;
    }
}
