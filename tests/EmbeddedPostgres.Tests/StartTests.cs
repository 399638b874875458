using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class StartTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Data_survives_a_restart_on_the_same_port()
    {
        await using var one = new OneServer();
        int port;
        await using (var first = await one.StartAsync())
        {
            port = first.Port;
            await OneServer.AskAsync(first, "create table entry as select 42 as id");
        }
        one.Runs.ShouldBeFalse("disposal stops the server");

        await using var second = await one.StartAsync();
        second.Port.ShouldBe(port);
        (await OneServer.AskAsync(second, "select id from entry")).ShouldBe("42");
    }

    [Fact(Timeout = Limit)]
    public async Task A_durable_server_keeps_every_guard_and_a_server_for_tests_gives_them_up()
    {
        const string Guards = "select string_agg(setting, ' ' order by name) from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')";
        await using var durable = new OneServer();
        await using var forTests = new OneServer();

        await using (var server = await PrivateServer.StartAsync(durable.Options with { Durable = true }, TestContext.Current.CancellationToken))
        {
            (await OneServer.AskAsync(server, Guards)).ShouldBe("on on on");
        }
        await using (var server = await forTests.StartAsync())
        {
            (await OneServer.AskAsync(server, Guards)).ShouldBe("off off off");
        }
    }

    [Fact(Timeout = Limit)]
    public async Task Settings_of_the_caller_win_and_may_hold_quotes()
    {
        await using var one = new OneServer();
        var options = one.Options with { Settings = new Dictionary<string, string> { ["max_connections"] = "23", ["application_name"] = "it's ours" } };
        await using var server = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);

        (await OneServer.AskAsync(server, "show max_connections")).ShouldBe("23");
        (await OneServer.AskAsync(server, "select reset_val from pg_settings where name = 'application_name'")).ShouldBe("it's ours");
    }

    [Fact(Timeout = Limit)]
    public async Task Text_is_unicode_and_sorts_the_same_everywhere()
    {
        await using var one = new OneServer();
        await using var server = await one.StartAsync();

        (await OneServer.AskAsync(server, "show server_encoding")).ShouldBe("UTF8");
        (await OneServer.AskAsync(server, "select string_agg(w, '' order by w) from unnest(array['郴', 'b', 'B', 'é', 'a']) w")).ShouldBe("Babé郴");
        (await OneServer.AskAsync(server, "select upper('é')")).ShouldBe("É");
    }

    [Fact(Timeout = Limit)]
    public async Task Only_this_machine_and_only_who_knows_the_password_gets_in()
    {
        await using var one = new OneServer();
        await using var server = await one.StartAsync();

        (await OneServer.AskAsync(server, "show listen_addresses")).ShouldBe("127.0.0.1");
        (await OneServer.AskAsync(server, "show unix_socket_directories")).ShouldBeEmpty();
        (await OneServer.AskAsync(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'")).ShouldBe("0");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(server.Folder, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task A_remembered_port_that_is_taken_is_given_up()
    {
        await using var one = new OneServer();
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        stranger.Start();
        var taken = ((IPEndPoint)stranger.LocalEndpoint).Port;
        Directory.CreateDirectory(one.Folder);
        await File.WriteAllTextAsync(
            Path.Combine(one.Folder, "port"), taken.ToString(CultureInfo.InvariantCulture), TestContext.Current.CancellationToken);

        await using var server = await one.StartAsync();

        server.Port.ShouldNotBe(taken);
        (await OneServer.AskAsync(server, "select 1")).ShouldBe("1");
    }

    [Fact(Timeout = Limit)]
    public async Task Roots_data_lies_where_the_servers_account_can_reach_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root hands over to another account.");
        var closed = Directory.CreateTempSubdirectory("worktracker-closed-home-");
        var options = new PrivateServerOptions { Folder = Path.Combine(closed.FullName, ".worktracker"), Durable = false };
        try
        {
            await using (var first = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken))
            {
                first.Folder.ShouldStartWith("/var/lib/worktracker/");
                await OneServer.AskAsync(first, "create table entry as select 42 as id");
            }
            await using var second = await PrivateServer.StartAsync(options, TestContext.Current.CancellationToken);
            (await OneServer.AskAsync(second, "select id from entry")).ShouldBe("42");
            File.ReadAllText(Path.Combine(options.Folder, "moved-to")).Trim().ShouldBe(second.Folder);
        }
        finally
        {
            await PrivateServer.DeleteAsync(options, CancellationToken.None);
            closed.Delete(recursive: true);
        }
    }
}
