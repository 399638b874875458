namespace WorkTracker.EmbeddedPostgres.Tests;

public sealed class SharingTests
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task Programs_that_start_at_the_same_moment_share_one_server_and_the_last_one_out_stops_it()
    {
        await using var one = new OneServer();
        using var first = new OtherProgram(one.Folder);
        using var second = new OtherProgram(one.Folder);
        var ports = await Task.WhenAll(first.PortAsync(), second.PortAsync());
        ports[1].ShouldBe(ports[0]);

        await first.LeaveAsync();
        await using (var visitor = await one.StartAsync())
        {
            visitor.Port.ShouldBe(ports[0]);
        }
        one.Runs.ShouldBeTrue("the second program still uses it");

        await second.LeaveAsync();
        one.Runs.ShouldBeFalse();
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_in_use_is_not_deleted()
    {
        await using var one = new OneServer();
        await using var server = await one.StartAsync();

        (await PrivateServer.DeleteAsync(one.Options, TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await OneServer.AskAsync(server, "select 1")).ShouldBe("1");
    }

    [Fact(Timeout = Limit)]
    public async Task Stopping_twice_stops_once()
    {
        await using var one = new OneServer();
        await using var first = await one.StartAsync();
        await using var second = await one.StartAsync();

        await first.StopAsync();
        await first.StopAsync();

        (await OneServer.AskAsync(second, "select 1")).ShouldBe("1");
    }
}
