namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class RefusalTests : IDisposable
{
    private const int Limit = 120_000;
    private readonly string folder = Path.Combine(Path.GetTempPath(), "worktracker-refusal-" + Guid.NewGuid().ToString("n"));

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Without_binaries_the_error_says_what_to_install()
    {
        var options = Options with { SearchFolders = [folder], UseNpm = false };
        (await RefusedAsync(options, PrivateServerException.NoBinaries)).ShouldContain("Install Debian's package postgresql");
    }

    [Fact(Timeout = Limit)]
    public async Task Without_binaries_the_error_says_why_npm_failed()
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var options = Options with { SearchFolders = [folder], NpmFolder = Path.Combine(file, "npm") };
        (await RefusedAsync(options, PrivateServerException.NoBinaries)).ShouldContain("from npm failed");
    }

    [Fact(Timeout = Limit)]
    public async Task A_named_folder_without_binaries_is_not_passed_over()
    {
        (await RefusedAsync(Options with { BinFolder = "/usr/share" }, PrivateServerException.NoBinaries)).ShouldContain("/usr/share");
    }

    [Theory(Timeout = Limit)]
    [InlineData("9.6\n", "PostgreSQL 9")]
    [InlineData("99\n", "PostgreSQL 99")]
    public async Task Data_of_another_major_version_is_left_alone(string version, string named)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data"));
        var file = Path.Combine(data.FullName, "PG_VERSION");
        await File.WriteAllTextAsync(file, version, TestContext.Current.CancellationToken);

        (await RefusedAsync(Options, PrivateServerException.WrongMajorVersion)).ShouldContain(named);
        data.GetFiles().Select(f => f.Name).ShouldBe(["PG_VERSION"]);
    }

    [Fact(Timeout = Limit)]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        // Root may write everywhere except where there is no writing.
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        foreach (var place in new[] { Path.Combine(file, "postgres"), "/proc/worktracker" })
        {
            (await RefusedAsync(Options with { Folder = place }, PrivateServerException.FolderNotWritable)).ShouldContain(place);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_does_not_start_is_quoted()
    {
        var options = Options with { Settings = new Dictionary<string, string> { ["shared_buffers"] = "plenty" } };
        (await RefusedAsync(options, PrivateServerException.DidNotStart)).ShouldContain("invalid value for parameter \"shared_buffers\"");
    }

    [Fact(Timeout = Limit)]
    public async Task Data_whose_password_is_lost_is_not_made_anew()
    {
        await using var one = new OneServer();
        await using (await one.StartAsync())
        {
        }
        File.Delete(Path.Combine(one.Folder, "password"));
        (await RefusedAsync(one.Options, PrivateServerException.PasswordMissing)).ShouldContain(one.Folder);
    }

    private PrivateServerOptions Options => new() { Folder = folder, Durable = false, BinFolder = null };

    private static async Task<string> RefusedAsync(PrivateServerOptions options, string code)
    {
        var refusal = await Should.ThrowAsync<PrivateServerException>(async () =>
        {
            await using var server = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);
        });
        refusal.Code.ShouldBe(code, refusal.Message);
        return refusal.Message;
    }
}
