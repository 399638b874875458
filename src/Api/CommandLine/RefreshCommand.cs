using System.CommandLine;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Reports;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Refresh;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>refresh</c>: brings the figures of an edited Word file up to date and says what moved, what people had overtyped, and what is missing.</summary>
internal static class RefreshCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = VerbTexts.RefreshFile };
    private static readonly Option<FileInfo?> Out = new("--out", "-o") { Description = VerbTexts.RefreshOut };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = VerbTexts.RefreshDryRun };

    public static void AddTo(RootCommand root)
    {
        var refresh = new Command("refresh", VerbTexts.Refresh) { File, Out, DryRun, Output.Json };
        refresh.SetAction(RunAsync);
        root.Add(refresh);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var path = line.GetRequiredValue(File);
        var (bytes, unreadable) = await Files.ReadAsync(path, cancellation);
        var target = line.GetValue(Out) ?? path;
        if ((unreadable ?? Files.CannotWrite(target)) is { } fault)
        {
            return Output.Refuse([fault]);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await opened.CatchUpAsync(cancellation);
        var (file, result, refusal) = await opened.App.Services.GetRequiredService<ReportRefresh>().RunAsync(bytes!, Sight.OfTheProgram, cancellation);
        if (file is null)
        {
            return Output.Refuse([new(refusal!, "", path.Name)]);
        }

        await opened.App.Services.GetRequiredService<AuditLog>().WriteAsync(
            "exported", Actor.Local, new { verb = "refresh", file = path.Name, result!.Position }, cancellation: cancellation);
        if (!line.GetValue(DryRun))
        {
            await Files.WriteAsync(target, file, cancellation);
        }

        if (line.GetValue(Output.Json))
        {
            return Output.Write(result);
        }

        Show(result!);
        return 0;
    }

    private static void Show(RefreshResult result)
    {
        Console.WriteLine(VerbTexts.Refreshed.With(result.PositionBefore, result.Position, result.Moved.Count, result.Unchanged));
        foreach (var moved in result.Moved)
        {
            Console.WriteLine(VerbTexts.RefreshMoved.With(moved.Figure.Name, moved.Before, moved.After, moved.Events.Count));
        }

        foreach (var overtyped in result.Overtyped)
        {
            Console.WriteLine(VerbTexts.RefreshOvertyped.With(overtyped.Figure.Name, overtyped.Written, overtyped.Current));
        }

        foreach (var deleted in result.Deleted)
        {
            Console.WriteLine(VerbTexts.RefreshDeleted.With(deleted.Name, deleted.Metrics));
        }

        foreach (var unworded in result.Unworded)
        {
            Console.WriteLine(VerbTexts.RefreshUnworded.With(unworded.Figure.Name, unworded.Recorded, unworded.Why));
        }

        foreach (var unknown in result.Unknown)
        {
            Console.WriteLine(VerbTexts.RefreshUnknown.With(unknown));
        }

        foreach (var rows in result.Rows)
        {
            Console.WriteLine(VerbTexts.RefreshRows.With(rows.Metric, string.Join('、', rows.Added), string.Join('、', rows.Dropped)));
        }
    }
}
