using System.Security.Cryptography;
using Npgsql;

namespace WorkTracker.Api.Reports;

/// <summary>Files of reports by their SHA-256. They are only ever added; the database refuses anything else.</summary>
public sealed class ReportFiles(NpgsqlDataSource database)
{
    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    /// <summary>Inside a command's transaction, so that a report never names a file that is not there.</summary>
    public static async Task<string> KeepAsync(byte[] file, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var hash = HashOf(file);
        await using var insert = new NpgsqlCommand("insert into wt.report_file (hash, bytes) values ($1, $2) on conflict (hash) do nothing", connection)
        {
            Parameters = { new() { Value = hash }, new() { Value = file } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        return hash;
    }

    /// <exception cref="InvalidDataException">What is stored is not what was stored.</exception>
    public async Task<byte[]> ReadAsync(string hash, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select bytes from wt.report_file where hash = $1");
        command.Parameters.Add(new() { Value = hash });
        var file = (byte[])(await command.ExecuteScalarAsync(cancellation))!;
        return HashOf(file) == hash ? file : throw new InvalidDataException($"The stored file {hash} has been altered.");
    }
}
