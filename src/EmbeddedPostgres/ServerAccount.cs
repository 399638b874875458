namespace WorkTracker.EmbeddedPostgres;

/// <summary>The operating system's account that the server runs as; null ids mean the program's own.</summary>
internal sealed record ServerAccount(string? UserId, string? GroupId)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);
    private static readonly ServerAccount Own = new(null, null);

    /// <summary>PostgreSQL refuses to run as root, so root hands over to the owner of the data, else to <c>postgres</c>, else to <c>nobody</c>.</summary>
    public static async Task<ServerAccount> ForAsync(string dataFolder, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return Own;
        }
        if (Directory.Exists(dataFolder) && await OwnerAsync(dataFolder, cancellation) is { UserId: not "0" } owner)
        {
            return owner;
        }
        foreach (var name in new[] { "postgres", "nobody" })
        {
            var user = await Command.RunAsync("id", ["-u", name], Moment, cancellation);
            var group = await Command.RunAsync("id", ["-g", name], Moment, cancellation);
            if (user.Well && group.Well)
            {
                return new ServerAccount(user.Output, group.Output);
            }
        }
        throw new PrivateServerException(
            PrivateServerException.NotSupportedHere,
            "PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody to run it as. Add one, or run the program as another user.");
    }

    public async Task<Ending> RunAsync(string file, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellation)
    {
        if (UserId is null)
        {
            return await Command.RunAsync(file, arguments, limit, cancellation);
        }
        var ending = await Command.RunAsync(
            "setpriv", ["--reuid", UserId, "--regid", GroupId!, "--clear-groups", "--", file, .. arguments], limit, cancellation);
        return ending.ExitCode == Command.NotFound && ending.Output.StartsWith("setpriv does not run", StringComparison.Ordinal)
            ? throw new PrivateServerException(
                PrivateServerException.NotSupportedHere,
                "PostgreSQL does not run as root, and setpriv, which hands over to another user, is missing. Install util-linux, or run the program as another user.")
            : ending;
    }

    /// <summary>Whether the account may enter a folder, which asks for a right on each folder above it.</summary>
    public async Task<bool> ReachesAsync(string folder, CancellationToken cancellation) =>
        (await RunAsync("sh", ["-c", "cd \"$1\"", "sh", folder], Moment, cancellation)).Well;

    public async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (UserId is not null)
        {
            await Command.RunAsync("chown", [$"{UserId}:{GroupId}", path], Moment, cancellation);
        }
    }

    private static async Task<ServerAccount?> OwnerAsync(string path, CancellationToken cancellation)
    {
        var ids = await Command.RunAsync("stat", ["-c", "%u %g", path], Moment, cancellation);
        return ids.Well && ids.Output.Split(' ') is [var user, var group] ? new ServerAccount(user, group) : null;
    }
}
