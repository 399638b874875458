using System.CommandLine;
using System.CommandLine.Parsing;
using WorkTracker.Api.Catalog;

namespace WorkTracker.Api.CommandLine;

/// <summary>What is wrong with a command line, all of it, in the user's words: told from what was read, since the library's messages are English.</summary>
internal static class Misread
{
    /// <summary>The library takes a mistyped option for an argument where one fits.</summary>
    public static void RefuseOptionsAsArguments(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(given => given.Tokens.Where(IsOption).ToList().ForEach(token => given.AddError(token.Value)));
        }

        command.Subcommands.ToList().ForEach(RefuseOptionsAsArguments);
    }

    public static IEnumerable<string> Sentences(ParseResult line)
    {
        var command = line.CommandResult.Command;
        string[] found =
        [
            .. Unread(line).Select(token => Unknown(token, command)),
            .. line.CommandResult.Children.OfType<OptionResult>().Where(given => !given.Implicit).Select(OfOption).OfType<string>(),
            .. command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues > (line.GetResult(argument)?.Tokens.Count ?? 0))
                .Select(argument => CommandLineTexts.argument_missing.With(Help.ValueOf(argument), argument.Description ?? "")),
            .. command.Options.Where(option => option.Required && line.GetResult(option) is null or { Implicit: true })
                .Select(option => CommandLineTexts.option_missing.With(option.Name, option.Description ?? "")),
            .. command.Action is null && line.UnmatchedTokens.Count == 0 ? [CommandLineTexts.verb_missing.With(command.Name, Listed(command.Subcommands))] : Array.Empty<string>(),
        ];
        return [.. found.Length > 0 ? found : [CommandLineTexts.misread], CommandLineTexts.see_help.With(Help.Usage(command), string.Join(' ', Help.Path(command)))];
    }

    /// <summary>Beside a mistyped option nothing is said of its value, which has found no place either.</summary>
    private static List<string> Unread(ParseResult line)
    {
        List<string> all = [.. line.CommandResult.Children.OfType<ArgumentResult>().SelectMany(given => given.Tokens).Where(IsOption).Select(token => token.Value), .. line.UnmatchedTokens];
        return all.Exists(token => token.StartsWith('-')) ? all.FindAll(token => token.StartsWith('-')) : all;
    }

    private static bool IsOption(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal);

    private static string Unknown(string token, Command command)
    {
        var (sentence, candidates) = token.StartsWith('-') ? (CommandLineTexts.option_unknown, command.Options.SelectMany(option => option.Aliases.Append(option.Name)))
            : command.Subcommands.Count > 0 ? (CommandLineTexts.verb_unknown, command.Subcommands.Select(verb => verb.Name).Concat(command is RootCommand ? Verbs.OfTheStack : []))
            : (CommandLineTexts.argument_too_many, []);
        var known = candidates.ToList();
        return Nearest.To(token, known) is { } meant ? sentence.With(token) + CommandLineTexts.suggestion.With(meant) : sentence.With(token);
    }

    private static string? OfOption(OptionResult given) => (given.Option.Arity, given.Tokens.Count) switch
    {
        var (arity, count) when count < arity.MinimumNumberOfValues => CommandLineTexts.value_missing.With(given.Option.Name),
        var (arity, count) when count > arity.MaximumNumberOfValues => CommandLineTexts.value_repeated.With(given.Option.Name),
        _ => null,
    };

    private static string Listed(IEnumerable<Command> verbs) => string.Join('、', verbs.Select(verb => verb.Name));
}
