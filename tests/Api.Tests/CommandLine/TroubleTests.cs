using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.CommandLine;

/// <summary>What a verb says when it cannot, and what it leaves behind.</summary>
public sealed class TroubleTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData("verify")]
    [InlineData("rebuild")]
    [InlineData("totals -w 2022 --json")]
    [InlineData("draft progress -w 2022 -o trouble.docx --json")]
    [InlineData("projections list")]
    public async Task Without_a_database_a_verb_says_so(string line) =>
        await RefusedAsync(line.Split(' '), "数据库无法访问，请检查 PostgreSQL 是否在运行", ("ConnectionStrings__worktracker", "Host=127.0.0.1;Port=9;Username=nobody;Database=none;Timeout=5"));

    [Theory]
    [InlineData("ConnectionStrings__worktracker", "Hst=here", "设置 ConnectionStrings:worktracker 不是可用的连接字符串")]
    [InlineData("ConnectionStrings__worktracker", "Username=nobody", "设置 ConnectionStrings:worktracker 不是可用的连接字符串")]
    [InlineData("WorkTracker__Address", "everywhere", "设置 WorkTracker:Address 不能是“everywhere”。")]
    [InlineData("WorkTracker__Proxies", "127.0.0.1, proxy", "设置 WorkTracker:Proxies 不能是“proxy”。")]
    [InlineData("WorkTracker__LongestLag", "soon", "设置 WorkTracker:LongestLag 不能是“soon”。")]
    public async Task A_setting_that_cannot_be_meant_is_named(string name, string value, string sentence) =>
        await RefusedAsync(["verify"], sentence, ("ConnectionStrings__worktracker", api.ConnectionString), (name, value));

    [Theory]
    [InlineData("seed no-such-folder", "“no-such-folder”不是样例文件夹：其中没有 departments.yaml。")]
    [InlineData("check no-such-folder", "“no-such-folder”不是样例文件夹：其中没有 published.yaml。")]
    [InlineData("import lecture-held no-such.csv", "没有文件“no-such.csv”。")]
    [InlineData("import lecture-held /tmp", "“tmp”是文件夹，不是文件。")]
    [InlineData("catalog /tmp", "“tmp”是文件夹，不是文件。")]
    [InlineData("refresh no-such.docx", "没有文件“no-such.docx”。")]
    [InlineData("draft progress -w 2022 -o /tmp", "“tmp”是文件夹，不是文件。")]
    [InlineData("draft progress -w 2022 -o /no-such-folder/a.docx", "没有文件夹“/no-such-folder”。")]
    public async Task A_file_or_folder_that_will_not_do_is_named_before_anything_is_opened(string line, string sentence) =>
        (await RefusedAsync(line.Split(' '), sentence)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);

    [Fact]
    public async Task Ctrl_C_ends_a_verb_with_a_sentence_and_the_code_that_shells_know()
    {
        await using var connection = await api.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("lock table totals.cell in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        using var verify = Terminal.Start(["verify"], new() { ["ConnectionStrings__worktracker"] = api.ConnectionString });
        var errors = verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (await api.CountAsync("pg_locks where not granted and relation = 'totals.cell'::regclass") == 0)
        {
            verify.HasExited.ShouldBeFalse();
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        // At once twice, as it comes from who signals the program and its group.
        using var interrupt = Process.Start("kill", ["-INT", verify.Id.ToString(CultureInfo.InvariantCulture), verify.Id.ToString(CultureInfo.InvariantCulture)]);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        verify.ExitCode.ShouldBe(130);
        (await errors).Trim().ShouldEndWith("已按要求中止。没有完成的一步不会留下任何内容，可以重新运行。");
    }

    [Fact]
    public async Task A_file_is_written_whole_or_stays_as_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("worktracker-files-");
        try
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "report.docx"));
            await Files.WriteAsync(file, [1, 2, 3], TestContext.Current.CancellationToken);
            await Should.ThrowAsync<OperationCanceledException>(() => Files.WriteAsync(file, new byte[1_000_000], new CancellationToken(canceled: true)));
            (await File.ReadAllBytesAsync(file.FullName, TestContext.Current.CancellationToken)).ShouldBe([1, 2, 3]);
            folder.GetFiles().Length.ShouldBe(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RefusedAsync(string[] verb, string sentence, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>();
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var ran = await Terminal.RunAsync(verb, all);
        ran.Code.ShouldBe(2, ran.Errors);
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain(sentence);
        ran.Errors.ShouldNotContain("   at ");
        return ran.Errors;
    }
}
