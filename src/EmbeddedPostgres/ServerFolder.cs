using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>Where a server keeps its things, and whom it runs as.</summary>
internal sealed record ServerFolder(string Home, ServerAccount Account)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Data => Path.Combine(Home, "data");
    public string Log => Path.Combine(Home, "server.log");

    /// <summary>Held while a program decides whether to start, join or stop the server.</summary>
    public string DecisionLock => Path.Combine(Home, "decision.lock");

    /// <summary>Held, shared, by every program that uses the server, for as long as it lives.</summary>
    public string UsersLock => Path.Combine(Home, "users.lock");

    private string PortFile => Path.Combine(Home, "port");
    public string PasswordFile => Path.Combine(Home, "password");

    /// <summary>Null when there is no data yet; zero when the file cannot be read as a version.</summary>
    public int? MajorVersion =>
        !File.Exists(Path.Combine(Data, "PG_VERSION")) ? null
        : int.TryParse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major
        : 0;

    /// <summary>The port of the last start, so that other programs find the server again where it was.</summary>
    public int? Port
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;
        set => File.WriteAllText(PortFile, string.Create(CultureInfo.InvariantCulture, $"{value}\n"));
    }

    public static async Task<ServerFolder> OpenAsync(string asked, CancellationToken cancellation)
    {
        asked = Path.GetFullPath(asked);
        try
        {
            Directory.CreateDirectory(asked);
            var pointer = Path.Combine(asked, "moved-to");
            var home = File.Exists(pointer) ? File.ReadAllText(pointer).Trim() : asked;
            var account = await ServerAccount.ForAsync(Path.Combine(home, "data"), cancellation);
            var folder = new ServerFolder(home, account);
            if (!await account.ReachesAsync(Path.GetDirectoryName(home) ?? "/", cancellation))
            {
                if (Directory.Exists(folder.Data))
                {
                    throw new PrivateServerException(
                        PrivateServerException.FolderNotReachable,
                        $"The data in {folder.Data} belongs to user {account.UserId}, who may not enter that place. Open the folders above it to that user, or move {home}.");
                }
                folder = folder with { Home = Path.Combine("/var/lib/worktracker", StableName(asked)) };
                File.WriteAllText(pointer, folder.Home + "\n");
            }
            Directory.CreateDirectory(folder.Home);
            // Asks for the right to write even when nothing is to be written yet.
            FolderLock.TryTake(folder.DecisionLock, shared: false)?.Dispose();
            await account.OwnAsync(folder.Home, cancellation);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PrivateServerException(
                PrivateServerException.FolderNotWritable,
                $"PostgreSQL's folder {asked} cannot be written: {e.Message} Give this user the right to write there, or choose another folder.", e);
        }
    }

    /// <summary>Written before the cluster is made, so that a cluster never exists without its password.</summary>
    public async Task MakePasswordAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("A file's mode keeps the password private.");
        }
        File.Delete(PasswordFile);
        await using (var file = new FileStream(PasswordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private,
        }))
        {
            var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
            await file.WriteAsync(Encoding.ASCII.GetBytes(password + "\n"), cancellation);
            file.Flush(flushToDisk: true);
        }
        // initdb reads it under the server's account.
        await Account.OwnAsync(PasswordFile, cancellation);
    }

    public string Password() => File.Exists(PasswordFile)
        ? File.ReadAllText(PasswordFile).Trim()
        : throw new PrivateServerException(
            PrivateServerException.PasswordMissing,
            $"The data in {Data} is there, but its password file {PasswordFile} is not. Restore the file from a backup, or move {Home} away to begin anew.");

    private static string StableName(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
}
