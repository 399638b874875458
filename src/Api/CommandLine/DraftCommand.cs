using System.CommandLine;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Reports;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Reports.Word;
using Command = System.CommandLine.Command;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>draft</c>: fills a template as a Word file, without storing it as a report.</summary>
internal static class DraftCommand
{
    private static readonly Argument<string> Template = new("template") { Description = VerbTexts.DraftTemplate };
    private static readonly Option<string> Window = new("--window", "-w") { Description = VerbTexts.TotalsWindow, Required = true };
    private static readonly Option<string?> Department = new("--department", "-d") { Description = VerbTexts.TotalsDepartment };
    private static readonly Option<string?> Basis = new("--basis", "-b") { Description = VerbTexts.TotalsBasis };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = VerbTexts.TotalsAsOf };
    private static readonly Option<FileInfo> Out = new("--out", "-o") { Description = VerbTexts.DraftOut, Required = true };
    private static readonly Option<string?> Address = new("--address") { Description = VerbTexts.DraftAddress };

    private sealed record Drafted(string File, string Title, long Position, int Figures);

    public static void AddTo(RootCommand root)
    {
        var draft = new Command("draft", VerbTexts.Draft) { Template, Window, Department, Basis, AsOf, Out, Address, Output.Json };
        draft.SetAction(RunAsync);
        root.Add(draft);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var file = line.GetRequiredValue(Out);
        if (Files.CannotWrite(file) is { } fault)
        {
            return Output.Refuse([fault]);
        }

        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await opened.CatchUpAsync(cancellation);
        var wanted = new ReportWanted(line.GetRequiredValue(Template), line.GetValue(Department), line.GetRequiredValue(Window), line.GetValue(Basis), line.GetValue(AsOf));
        var (draft, faults) = await opened.App.Services.GetRequiredService<ReportDrafts>().FillAsync(wanted, Sight.OfTheProgram, cancellation);
        if (draft is null)
        {
            return Output.Refuse(faults);
        }

        await opened.App.Services.GetRequiredService<AuditLog>().WriteAsync(
            "exported", Actor.Local, new { verb = "draft", wanted.Template, file = file.Name, draft.Position }, cancellation: cancellation);
        var options = new WordOptions(null, opened.App.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Actor.Local.Name, line.GetValue(Address));
        await Files.WriteAsync(file, WordReport.Write(draft, options), cancellation);
        if (line.GetValue(Output.Json))
        {
            return Output.Write(new Drafted(file.FullName, draft.Title, draft.Position, draft.Figures.Count));
        }

        Console.WriteLine(VerbTexts.Drafted.With(file.Name, draft.Title, draft.Figures.Count, draft.Position));
        return 0;
    }
}
