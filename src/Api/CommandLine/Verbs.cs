using System.CommandLine;
using JasperFx;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Spectre.Console;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Samples;
using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Api.CommandLine;

/// <summary>Every verb of the program. Without a verb it serves; a verb that is not here is one of the stack's own.</summary>
internal static class Verbs
{
    private static readonly string[] OfTheStack = ["projections", "codegen", "resources", "describe", "check-env", "storage", "wolverine-diagnostics", "capabilities"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var verb, ..] && OfTheStack.Contains(verb, StringComparer.Ordinal))
        {
            await using var opened = await OpenedProgram.OpenAsync(CancellationToken.None);
            return await opened.App.RunJasperFxCommands(args);
        }

        var root = new RootCommand(VerbTexts.Program);
        ServeCommand.AddTo(root);
        TotalsCommand.AddTo(root);
        RebuildCommand.AddTo(root);
        CheckCommand.AddTo(root);
        CatalogCommand.AddTo(root);
        DraftCommand.AddTo(root);
        RefreshCommand.AddTo(root);
        ImportCommand.AddTo(root);
        SeedCommand.AddTo(root);
        StartCommand.AddTo(root);
        VerifyCommand.AddTo(root);
        UsersCommand.AddTo(root);
        AuditCommand.AddTo(root);
        if (Console.IsOutputRedirected)
        {
            // A file or another program has no width to wrap at.
            AnsiConsole.Profile.Width = 220;
        }

        try
        {
            var line = root.Parse(args);
            var ending = await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            // 1 says that something was found wrong, such as a difference; a mistyped line is refused input.
            return line.Errors.Count > 0 ? Output.Refused : ending;
        }
        catch (Exception e) when (Unopened(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Output.Refused;
        }
    }

    /// <summary>What an operator can mend, in words; null for a bug, which keeps its stack.</summary>
    private static string? Unopened(Exception exception) => exception switch
    {
        PrivateServerException e => e.Message,
        SettingRefusedException e => e.Message,
        ServedToOthersException e => VerbTexts.ServedToOthers.With(e.Message),
        SampleException e => VerbTexts.SampleRefused.With(e.Message),
        NpgsqlException e => VerbTexts.DatabaseUnreachable.With(e.Message),
        IOException { InnerException: AddressInUseException } => VerbTexts.PortTaken,
        FileNotFoundException or DirectoryNotFoundException => VerbTexts.FileMissing.With(exception.Message),
        _ => null,
    };
}
