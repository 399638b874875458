using System.CommandLine;
using Marten;
using Npgsql;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Api.CommandLine;

/// <summary><c>verify</c>: proves every fact and total from the events; fails, and names them, when some differ.</summary>
internal static class VerifyCommand
{
    public static void AddTo(RootCommand root)
    {
        var verify = new Command("verify", VerbTexts.Verify) { Output.Json };
        verify.SetAction(RunAsync);
        root.Add(verify);
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        await opened.CatchUpAsync(cancellation);
        var services = opened.App.Services;
        VerificationReport report;
        using (var progress = new Progress<VerificationProgress>(at => VerbTexts.VerifyProgress.With(at.Subject == "entries" ? VerbTexts.VerifyEntries : VerbTexts.VerifyMetrics, at.Done, at.Goal)))
        {
            report = await Verification.RunAsync(services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<NpgsqlDataSource>(), progress, cancellation);
        }

        var code = report.IsRight ? 0 : 1;
        if (line.GetValue(Output.Json))
        {
            Output.Write(report);
            return code;
        }

        foreach (var difference in report.Differences)
        {
            Console.WriteLine(VerbTexts.Difference.With(
                Subject(difference.Subject), difference.Metric ?? "", difference.Department ?? "", difference.Month ?? "", $"{difference.Entry ?? difference.Party}",
                difference.Kept ?? "—", difference.Recomputed ?? "—"));
        }

        var seconds = Math.Round(report.Duration.TotalSeconds, 2);
        Console.WriteLine(report.IsRight
            ? VerbTexts.VerifyRight.With(report.Position, report.Events, report.Facts, report.Cells, seconds)
            : VerbTexts.VerifyWrong.With(report.Found.Values.Sum(), report.Position, seconds));
        return code;
    }

    /// <summary>A subject without a word is a bug that must not hide the difference.</summary>
    private static string Subject(string subject) => VerbTexts.ResourceManager.GetString($"verify-{subject}", null) ?? subject;
}
