using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace WorkTracker.Api.CommandLine;

/// <summary>Explains the program or a verb. The library's own words are English, in part even where it says that it speaks Chinese.</summary>
internal sealed class Help : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Takes the place of the library's help for every verb.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                (help.Action, help.Description) = (new Help(), CommandLineTexts.help);
            }
            else if (option is VersionOption version)
            {
                version.Description = CommandLineTexts.version;
            }
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        Console.WriteLine(command.Description);
        Section(CommandLineTexts.usage, [(Usage(command), "")]);
        Section(CommandLineTexts.arguments, command.Arguments.Select(argument => (Named(argument), argument.Description)));
        var options = command.Options.Where(option => !option.Hidden).ToList();
        Section(CommandLineTexts.options, options.Concat(command is RootCommand ? [] : parseResult.RootCommandResult.Command.Options.OfType<HelpOption>())
            .Select(option => (Named(option), option.Required ? CommandLineTexts.required.With(option.Description ?? "") : option.Description)));
        Section(CommandLineTexts.verbs, command.Subcommands.Select(verb => (string.Join(' ', [verb.Name, .. verb.Arguments.Select(Named)]), verb.Description)));
        if (command is RootCommand)
        {
            Section(CommandLineTexts.verbs_of_the_stack, [(string.Join(' ', Verbs.OfTheStack), "")]);
        }

        return 0;
    }

    /// <summary>What stands for a value: <c>&lt;单位&gt;</c>.</summary>
    internal static string ValueOf(Symbol symbol) => $"<{CommandLineTexts.ResourceManager.GetString($"value-{symbol.Name.TrimStart('-')}", null) ?? symbol.Name}>";

    internal static string Usage(Command command) => string.Join(' ', [
        .. Path(command),
        .. command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 ? $"[{Named(argument)}]" : Named(argument)),
        .. command.Options.Where(option => option.Required).Select(Named),
        .. command.Subcommands.Count > 0 ? [CommandLineTexts.usage_verb] : Array.Empty<string>(),
        CommandLineTexts.usage_options]);

    internal static IEnumerable<string> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } above ? Path(above).Append(command.Name) : [command.Name];

    private static string Named(Argument argument) => ValueOf(argument);

    private static string Named(Option option) =>
        string.Join(", ", option.Aliases.Append(option.Name).Where(name => name.StartsWith('-')).OrderBy(name => name.Length)) + (TakesValue(option) ? $" {ValueOf(option)}" : "");

    internal static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    private static void Section(string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(2).PadRight(2)).AddColumn(new GridColumn().Padding(0, 0));
        foreach (var (name, description) in rows)
        {
            grid.AddRow(new Text(name), new Text(description ?? ""));
        }

        if (grid.Rows.Count > 0)
        {
            Console.WriteLine();
            Console.WriteLine(title);
            AnsiConsole.Write(grid);
        }
    }
}
