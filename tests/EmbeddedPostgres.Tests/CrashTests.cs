using System.Globalization;

namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class CrashTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task A_killed_server_recovers_at_the_next_start()
    {
        await using var one = new OneServer();
        var options = one.Options with { Durable = true };
        await using (var killed = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken))
        {
            await OneServer.AskAsync(killed, "create table entry as select 42 as id");
            one.KillServer();
        }

        await using var next = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);
        (await OneServer.AskAsync(next, "select id from entry")).ShouldBe("42");
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_killed_under_a_living_program_comes_back_on_its_port_with_the_next_program()
    {
        await using var one = new OneServer();
        var options = one.Options with { Durable = true };
        await using var orphaned = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);
        await OneServer.AskAsync(orphaned, "create table entry as select 42 as id");
        one.KillServer();

        await using var next = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);

        next.Port.ShouldBe(orphaned.Port);
        (await OneServer.AskAsync(orphaned, "select id from entry")).ShouldBe("42");
    }

    [Fact(Timeout = Limit)]
    public async Task The_server_of_a_killed_program_is_joined_by_the_next_one_and_stopped_with_it()
    {
        await using var one = new OneServer();
        using var program = new OtherProgram(one.Folder);
        var port = await program.PortAsync();
        var process = one.ServerProcess;
        await program.KillAsync();

        await using (var next = await one.StartAsync())
        {
            next.Port.ShouldBe(port);
            one.ServerProcess.ShouldBe(process, "the same server goes on");
            (await OneServer.AskAsync(next, "select 1")).ShouldBe("1");
        }
        one.Runs.ShouldBeFalse();
    }

    [Fact(Timeout = Limit)]
    public async Task Neither_program_nor_server_lives_and_committed_data_does()
    {
        await using var one = new OneServer();
        using var program = new OtherProgram(one.Folder);
        await program.PortAsync();
        await using (var visitor = await one.StartAsync())
        {
            await OneServer.AskAsync(visitor, "create table entry as select 42 as id");
        }
        await program.KillAsync();
        one.KillServer();

        await using var next = await one.StartAsync();
        (await OneServer.AskAsync(next, "select id from entry")).ShouldBe("42");
    }

    [Fact(Timeout = Limit)]
    public async Task A_process_number_that_a_stranger_has_got_since_does_not_pass_for_the_server()
    {
        await using var one = new OneServer();
        await using (await one.StartAsync())
        {
        }
        // As after a reboot: the file is left, and its first line is the number of another process, here of this test.
        var data = Path.Combine(one.Folder, "data");
        await File.WriteAllLinesAsync(
            Path.Combine(data, "postmaster.pid"),
            [Environment.ProcessId.ToString(CultureInfo.InvariantCulture), data, "1", "5432", "", "127.0.0.1", "1 1", "ready   "],
            TestContext.Current.CancellationToken);

        await using var next = await one.StartAsync();
        (await OneServer.AskAsync(next, "select 1")).ShouldBe("1");
    }

    [Fact(Timeout = Limit)]
    public async Task A_first_start_killed_half_way_is_begun_anew()
    {
        await using var one = new OneServer();
        var half = Directory.CreateDirectory(Path.Combine(one.Folder, "data.new", "base"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "1"), "half", TestContext.Current.CancellationToken);

        await using var server = await one.StartAsync();
        (await OneServer.AskAsync(server, "select 1")).ShouldBe("1");
    }
}
