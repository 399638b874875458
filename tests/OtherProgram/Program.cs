using WorkTracker.EmbeddedPostgres;

// Another program on the folder given: says the server's port and leaves when its input ends, as it does when the test dies.
await using var server = await PrivateServer.StartAsync(new PrivateServerOptions { Folder = args[0] });
Console.WriteLine(FormattableString.Invariant($"port {server.Port}"));
await Console.In.ReadLineAsync();
