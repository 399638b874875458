using WorkTracker.Domain;

namespace WorkTracker.Api.CommandLine;

/// <summary>Files that somebody names on the command line.</summary>
internal static class Files
{
    /// <summary>Null, and why, where there is none to be read.</summary>
    public static async Task<(byte[]? Bytes, Fault? Fault)> ReadAsync(FileInfo file, CancellationToken cancellation) =>
        Directory.Exists(file.FullName) ? (null, new("file-is-folder", "", file.Name))
        : !file.Exists ? (null, new("file-missing", "", file.Name))
        : (await File.ReadAllBytesAsync(file.FullName, cancellation), null);

    /// <summary>Why nothing can be written there; null where it can, as far as can be told before.</summary>
    public static Fault? CannotWrite(FileInfo file) =>
        Directory.Exists(file.FullName) ? new("file-is-folder", "", file.Name)
        : file.Directory is not { Exists: true } ? new("folder-missing", "", file.DirectoryName ?? file.FullName)
        : null;

    /// <summary>The whole file or, whatever happens meanwhile, the one that was there before.</summary>
    public static async Task WriteAsync(FileInfo file, byte[] bytes, CancellationToken cancellation)
    {
        // What a link points to is replaced, not the link.
        var target = (File.Exists(file.FullName) ? File.ResolveLinkTarget(file.FullName, returnFinalTarget: true)?.FullName : null) ?? file.FullName;
        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllBytesAsync(beside, bytes, cancellation);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            }

            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }
}
