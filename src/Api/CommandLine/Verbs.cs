using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using JasperFx;
using Spectre.Console;

namespace WorkTracker.Api.CommandLine;

/// <summary>Every verb of the program. Without a verb it serves; a verb that is not here is one of the stack's own.</summary>
internal static class Verbs
{
    internal static readonly string[] OfTheStack = ["projections", "codegen", "resources", "describe", "check-env", "storage", "wolverine-diagnostics", "capabilities"];

    private static readonly TimeSpan Once = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        var asked = new Stopwatch();
        // Ctrl+C asks to stop, and what runs takes the time to leave nothing half done and to end the private database. Pressed again it kills.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop, asked));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop, asked));
        try
        {
            return args is [var verb, ..] && OfTheStack.Contains(verb, StringComparer.Ordinal) ? await RunOfTheStackAsync(args, stop.Token) : await RunAsync(args, stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(VerbTexts.Stopped);
            return Output.Stopped;
        }
        catch (Exception e) when (Troubles.Sentence(e) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return Output.Refused;
        }
    }

    private static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        var root = Root();
        if (Console.IsOutputRedirected)
        {
            // A file or another program has no width to wrap at.
            AnsiConsole.Profile.Width = 220;
        }

        // An argument is what it says: none is the name of a file of more arguments.
        var line = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Errors.Count > 0)
        {
            Misread.Sentences(line).ToList().ForEach(Console.Error.WriteLine);
            return Output.Refused;
        }

        return await line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
    }

    private static async Task<int> RunOfTheStackAsync(string[] args, CancellationToken cancellation)
    {
        await using var opened = await OpenedProgram.OpenAsync(cancellation);
        return await opened.App.RunJasperFxCommands(args);
    }

    /// <summary>Who signals a program and its group, as <c>timeout</c> does, signals twice and means it once.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop, Stopwatch asked)
    {
        signal.Cancel = asked.Elapsed < Once;
        asked.Start();
        stop.Cancel();
    }

    internal static RootCommand Root()
    {
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
        Misread.RefuseOptionsAsArguments(root);
        Help.AddTo(root);
        return root;
    }
}
