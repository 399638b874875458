using System.Diagnostics;
using System.Globalization;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>The data of one server and the programs that open it. Its callers hold the folder's decision lock.</summary>
internal sealed class Cluster(ServerFolder folder, Binaries binaries, PrivateServerOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int StopSeconds = 60;
    private const long LogLimit = 10_000_000;

    public async Task CreateIfMissingAsync(CancellationToken cancellation)
    {
        if (folder.MajorVersion is not null)
        {
            return;
        }
        // Made beside its place and then moved there, so that a kill half-way leaves no half cluster.
        var made = folder.Data + ".new";
        if (Directory.Exists(made))
        {
            Directory.Delete(made, recursive: true);
        }
        await folder.MakePasswordAsync(cancellation);
        string[] locale = binaries.Version.Major >= 17
            ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            : ["--locale=C.UTF-8"];
        string[] safety = options.Durable ? ["--data-checksums"] : ["--no-sync"];
        var ending = await folder.Account.RunAsync(
            binaries.Initdb,
            ["-D", made, "--username", PrivateServer.Role, "--pwfile", folder.PasswordFile, "--auth", "scram-sha-256", "--encoding", "UTF8", .. locale, .. safety],
            options.StartLimit, cancellation);
        if (!ending.Well)
        {
            throw Failed("initdb could not make the data folder", ending.Output);
        }
        if (Directory.Exists(folder.Data))
        {
            throw Failed($"{folder.Data} is in the way: it is there, but it has no PG_VERSION and so is no cluster; move it away", "");
        }
        await File.AppendAllTextAsync(Path.Combine(made, "postgresql.conf"), $"\ninclude '{ServerSettings.File}'\n", cancellation);
        Directory.Move(made, folder.Data);
    }

    /// <summary>The port of the live server: joined when there is one, started when not.</summary>
    public async Task<int> StartOrJoinAsync(CancellationToken cancellation)
    {
        var spent = Stopwatch.StartNew();
        var port = folder.Port;
        var problem = "";
        while (spent.Elapsed < options.StartLimit)
        {
            var known = Postmaster.Read(folder.Data);
            if (known is not null && await known.LivesAsync(folder, binaries, cancellation))
            {
                if (known.Port is { } open && await ServerPort.AnswersAsync(open, cancellation))
                {
                    return open;
                }
                problem = "A server process lives but does not take connections";
                await Task.Delay(Pause, cancellation);
                continue;
            }
            known?.ForgetIfStranger(folder.Data);
            port = ServerPort.Free(port);
            var failure = await StartAsync(port.Value, options.StartLimit - spent.Elapsed, cancellation);
            if (failure is null)
            {
                folder.Port = port;
                continue;
            }
            problem = failure;
            if (failure.Contains("could not bind", StringComparison.Ordinal))
            {
                // Somebody took the port since it was found free.
                port = null;
            }
            else if (failure.Contains("pre-existing shared memory block", StringComparison.Ordinal))
            {
                // Children of a killed server are still on their way out.
                await Task.Delay(Pause, cancellation);
            }
            else
            {
                break;
            }
        }
        throw Failed(string.Create(CultureInfo.InvariantCulture, $"The server did not start ({spent.Elapsed.TotalSeconds:0} s of at most {options.StartLimit.TotalSeconds:0} s)"), problem);
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        if (Postmaster.Read(folder.Data) is not { } known || !await known.LivesAsync(folder, binaries, cancellation))
        {
            return;
        }
        if (!(await StopAsync("fast", cancellation)).Well && await known.LivesAsync(folder, binaries, cancellation))
        {
            // The next start recovers from the log; better than a server left behind.
            await StopAsync("immediate", cancellation);
        }
    }

    /// <summary>Null when the server runs; else what it said.</summary>
    private async Task<string?> StartAsync(int port, TimeSpan limit, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Data, ServerSettings.File), ServerSettings.Text(options, port), cancellation);
        if (File.Exists(folder.Log) && new FileInfo(folder.Log).Length > LogLimit)
        {
            File.Move(folder.Log, folder.Log + ".old", overwrite: true);
        }
        var before = File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;
        var seconds = Math.Ceiling(limit.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var ending = await folder.Account.RunAsync(
            binaries.PgCtl, ["start", "-w", "-t", seconds, "-D", folder.Data, "-l", folder.Log], limit + Pause, cancellation);
        return ending.Well ? null : ending.Output + "\n" + LogSince(before);
    }

    private Task<Ending> StopAsync(string mode, CancellationToken cancellation) => folder.Account.RunAsync(
        binaries.PgCtl,
        ["stop", "-w", "-t", StopSeconds.ToString(CultureInfo.InvariantCulture), "-m", mode, "-D", folder.Data],
        TimeSpan.FromSeconds(StopSeconds + 5), cancellation);

    private string LogSince(long position)
    {
        if (!File.Exists(folder.Log))
        {
            return "";
        }
        using var reader = new StreamReader(new FileStream(folder.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        reader.BaseStream.Seek(position, SeekOrigin.Begin);
        return string.Join('\n', reader.ReadToEnd().TrimEnd().Split('\n').TakeLast(20));
    }

    private PrivateServerException Failed(string what, string said) => new(
        PrivateServerException.DidNotStart,
        $"{what}: PostgreSQL {binaries.Version} from {binaries.Folder}, folder {folder.Home}, log {folder.Log}. Mend what it names below and start again.\n{said}\n");
}
