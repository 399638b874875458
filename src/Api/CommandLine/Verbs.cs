using System.CommandLine;
using JasperFx;

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
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
