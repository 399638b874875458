using WorkTracker.Domain.Accounts;
using System.CommandLine;
using Spectre.Console;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

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
        WordingStyle? style = null;
        if (line.GetValue(Style) is { } text && !WordingStyle.TryParse(text, out style, out var refusal))
        {
            return Output.Refuse([new(refusal.Code, "--style", text)]);
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
                ? await SplitAsync(view, by, line.GetValue(Output.Json), cancellation)
                : await ShowAsync(view, style, line.GetValue(PreviousYear), line.GetValue(Output.Json), cancellation);
        }
    }

    private static async Task<int> ShowAsync(OpenedTotals opened, WordingStyle? style, bool previousYear, bool json, CancellationToken cancellation)
    {
        var answer = await GetTotals.AnswerAsync(opened.View, opened.Request, style, previousYear, cancellation);
        if (json)
        {
            return Output.Write(answer);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns(VerbTexts.ColumnMetric, VerbTexts.ColumnName);
        table.AddColumn(new TableColumn(VerbTexts.ColumnValue).RightAligned()).AddColumn(VerbTexts.ColumnUnit);
        if (previousYear)
        {
            table.AddColumn(new TableColumn(VerbTexts.ColumnPreviousYear).RightAligned()).AddColumn(new TableColumn(VerbTexts.ColumnChange).RightAligned());
        }

        if (style is not null)
        {
            table.AddColumn(VerbTexts.ColumnPhrase);
        }

        foreach (var total in answer.Totals)
        {
            List<string> cells = [total.Metric, total.Name, Output.Number(total.Value, total.Decimals, total.WhyNone), total.Unit];
            if (total.PreviousYear is { } before)
            {
                cells.AddRange([Output.Number(before.Value, total.Decimals, null), before.ChangePercent is { } percent ? Output.Percent(percent) : Output.Why(before.WhyNone)]);
            }

            if (style is not null)
            {
                cells.Add(total.Phrase?.Text ?? total.Phrase?.Refused ?? answer.Phrase?.Text ?? "");
            }

            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        Output.Heading(answer.Department.Name, answer.Window, answer.Basis, answer.Position, answer.Behind);
        AnsiConsole.Write(table);
        return 0;
    }

    private static async Task<int> SplitAsync(OpenedTotals opened, string by, bool json, CancellationToken cancellation)
    {
        if (GetBreakdown.Check(opened.Request, by) is { } fault)
        {
            return Output.Refuse([fault]);
        }

        var answer = await GetBreakdown.AnswerAsync(opened.View, opened.Request.Questions[0], by, cancellation);
        if (json)
        {
            return Output.Write(answer);
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns(VerbTexts.ColumnPart, VerbTexts.ColumnName).AddColumn(new TableColumn(VerbTexts.ColumnValue).RightAligned());
        foreach (var part in answer.Parts)
        {
            table.AddRow(Markup.Escape(part.Key), Markup.Escape(part.Name), Output.Number(part.Value, answer.Total.Decimals, part.WhyNone));
        }

        if (answer.Stated is { } stated)
        {
            table.AddRow("", VerbTexts.RowOpening, Output.Number(stated, answer.Total.Decimals, null));
        }

        table.AddRow("", VerbTexts.RowTotal, Output.Number(answer.Total.Value, answer.Total.Decimals, answer.Total.WhyNone));
        Output.Heading($"{answer.Department.Name} {answer.Total.Name}", answer.Window, answer.Basis, answer.Position, answer.Behind);
        AnsiConsole.Write(table);
        return 0;
    }
}
