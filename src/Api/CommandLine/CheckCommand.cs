using System.CommandLine;
using Spectre.Console;
using WorkTracker.Api.Samples;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>check</c>: every published figure of a folder beside the computed one; fails when one differs.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = VerbTexts.CheckFolder };

    public static void AddTo(RootCommand root)
    {
        var check = new Command("check", VerbTexts.Check) { Folder, Output.Json };
        check.SetAction(async (line, cancellation) =>
        {
            var folder = line.GetRequiredValue(Folder);
            if (!File.Exists(Path.Combine(folder, PublishedFigures.FileName)))
            {
                return Output.Refuse([new("sample-incomplete", "", folder, PublishedFigures.FileName)]);
            }

            await using var opened = await OpenedProgram.OpenAsync(cancellation);
            await opened.CatchUpAsync(cancellation);
            return await RunAsync(opened, folder, line.GetValue(Output.Json), cancellation);
        });
        root.Add(check);
    }

    internal static async Task<int> RunAsync(OpenedProgram opened, string folder, bool json, CancellationToken cancellation)
    {
        var figures = await FigureCheck.RunAsync(PublishedFigures.Read(folder), opened.Totals, cancellation);
        var differing = figures.Count(figure => !figure.Agrees);
        if (json)
        {
            Output.Write(figures);
            return differing == 0 ? 0 : 1;
        }

        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("#", VerbTexts.ColumnMetric, VerbTexts.ColumnWindow, VerbTexts.ColumnPublished, VerbTexts.ColumnComputed, VerbTexts.ColumnPublishedText, VerbTexts.ColumnComputedText, "");
        foreach (var figure in figures)
        {
            table.AddRow([.. new[]
            {
                figure.Published.Figure, figure.Published.Metric, figure.Published.Window, figure.Published.Value ?? "—", figure.Value ?? "—",
                figure.Published.Text, figure.Text ?? figure.Fault ?? "—", figure.Agrees ? "✓" : "✗",
            }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        Console.WriteLine(differing == 0 ? VerbTexts.CheckAgrees.With(figures.Count) : VerbTexts.CheckDiffers.With(differing, figures.Count));
        return differing == 0 ? 0 : 1;
    }
}
