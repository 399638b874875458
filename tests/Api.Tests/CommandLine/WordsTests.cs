using System.CommandLine;
using System.Text.RegularExpressions;
using WorkTracker.Api.CommandLine;

namespace WorkTracker.Api.Tests.CommandLine;

/// <summary>The command line speaks Chinese, the library's own words included.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public void Everything_that_can_be_written_is_explained_in_Chinese()
    {
        foreach (var symbol in Commands(Verbs.Root()).SelectMany(command => command.Options.Cast<Symbol>().Concat(command.Arguments).Append(command)))
        {
            (symbol.Description ?? "").ShouldMatch(Chinese, symbol.Name);
            if (symbol is Argument || (symbol is Option option && Help.TakesValue(option)))
            {
                Help.ValueOf(symbol).ShouldMatch(Chinese, symbol.Name);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("totals")]
    [InlineData("users")]
    [InlineData("import")]
    [InlineData("start")]
    public async Task Help_says_nothing_in_English_but_the_verbs_of_the_stack(string verb)
    {
        var help = await Terminal.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        help.Code.ShouldBe(0);
        help.Output.ShouldContain("用法：");
        English().Matches(help.Output).Select(match => match.Value).ShouldBeEmpty();
        help.Output.Contains("projections", StringComparison.Ordinal).ShouldBe(verb.Length == 0);
    }

    [Theory]
    [InlineData("totls", "没有动词“totls”。是否想写“totals”？")]
    [InlineData("projection", "没有动词“projection”。是否想写“projections”？")]
    [InlineData("totals", "缺少选项 --window")]
    [InlineData("totals -w", "选项 --window 之后要写它的值。")]
    [InlineData("totals -w 2022 -w 2023", "选项 --window 只能写一个值。")]
    [InlineData("totals --windo 2022", "没有选项“--windo”。是否想写“--window”？", "缺少选项 --window")]
    [InlineData("totals --windo -w 2022", "没有选项“--windo”。是否想写“--window”？")]
    [InlineData("verify now", "多余的参数“now”。")]
    [InlineData("verify @arguments", "多余的参数“@arguments”。")]
    [InlineData("import", "缺少参数 <事项类型>", "缺少参数 <文件>")]
    [InlineData("users", "users 之后要写动词：list、import、password、waiting、refuse。")]
    [InlineData("users lst", "没有动词“lst”。是否想写“list”？")]
    [InlineData("users import", "缺少参数 <文件>")]
    public async Task A_mistyped_line_is_refused_with_all_that_is_wrong_and_how_to_go_on(string line, params string[] sentences)
    {
        var ran = await Terminal.RunAsync(line.Split(' '));
        ran.Code.ShouldBe(2);
        ran.Output.ShouldBeEmpty();
        sentences.ShouldAllBe(sentence => ran.Errors.Contains(sentence));
        ran.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(sentences.Length + 1, ran.Errors);
        ran.Errors.ShouldContain("--help");
        English().Matches(ran.Errors).Select(match => match.Value).ShouldBeEmpty();
    }

    private const string Chinese = @"\p{IsCJKUnifiedIdeographs}";

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    [GeneratedRegex("Description|Usage|Options|Arguments|Commands|REQUIRED|Show |Required|Unrecognized|matched|provided|missing", RegexOptions.None)]
    private static partial Regex English();
}
