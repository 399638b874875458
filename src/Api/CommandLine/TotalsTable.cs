using Spectre.Console;
using WorkTracker.Api.Totals;

namespace WorkTracker.Api.CommandLine;

/// <summary>Values on the terminal, a row each: what it is of, the number, and beside it what the presentation asks for.</summary>
internal sealed class TotalsTable
{
    private readonly Table table = new Table().Border(TableBorder.Simple);
    private readonly Presentation presentation;
    private readonly bool units;

    public TotalsTable(Presentation presentation, string first, string second, bool units)
    {
        (this.presentation, this.units) = (presentation, units);
        table.AddColumns(first, second).AddColumn(Right(VerbTexts.ColumnValue));
        if (units)
        {
            table.AddColumn(VerbTexts.ColumnUnit);
        }

        if (presentation.PreviousYear)
        {
            table.AddColumn(Right(VerbTexts.ColumnPreviousYear)).AddColumn(Right(VerbTexts.ColumnChange));
        }

        if (presentation.Style is not null)
        {
            table.AddColumn(VerbTexts.ColumnPhrase);
        }
    }

    public void Add(string first, string second, TotalAnswer total, PhraseAnswer? phrase) =>
        Add(first, second, total, total.Value, total.WhyNone, total.PreviousYear, phrase);

    /// <param name="first">What it is of.</param>
    /// <param name="second">The same in words.</param>
    /// <param name="of">The total that the value is part of, for its unit and decimals.</param>
    /// <param name="value">In the unit.</param>
    /// <param name="whyNone">Where there is no value.</param>
    /// <param name="before">Null where nothing is to be compared.</param>
    /// <param name="phrase">Null where nothing is to be said.</param>
    public void Add(string first, string second, TotalAnswer of, decimal? value, string? whyNone, PreviousYearAnswer? before, PhraseAnswer? phrase)
    {
        List<string> cells = [first, second, Output.Number(value, of.Decimals, whyNone)];
        if (units)
        {
            cells.Add(of.Unit);
        }

        if (presentation.PreviousYear)
        {
            cells.Add(before is null ? "" : Output.Number(before.Value, of.Decimals, null));
            cells.Add(before is null ? "" : before.ChangePercent is { } percent ? Output.Percent(percent) : Output.Why(before.WhyNone));
        }

        if (presentation.Style is not null)
        {
            cells.Add(phrase?.Text ?? phrase?.Refused ?? "");
        }

        table.AddRow([.. cells.Select(Markup.Escape)]);
    }

    public void Write() => AnsiConsole.Write(table);

    private static TableColumn Right(string title) => new TableColumn(title).RightAligned();
}
