using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.Api.Commands;

/// <summary>
/// The id of a command, chosen by the client (<c>Idempotency-Key</c>): a UUID as it is, any other text of up to 200 visible ASCII characters
/// as the version 8 UUID of its SHA-256 digest. What a command creates has its id. The program's own ids (parties by their names, rows of imports, the
/// catalog) are of version 8 too: a client's UUID of that version is digested like any text, so that nobody can take the id that another stream will need.
/// </summary>
public static class CommandId
{
    public const string Header = "Idempotency-Key";
    public const int MaxLength = 200;

    /// <summary>Null where the text cannot be one.</summary>
    public static Guid? Of(string? text) => text switch
    {
        null or "" or { Length: > MaxLength } => null,
        _ when text.Any(c => c is <= ' ' or > '~') => null,
        _ when Guid.TryParseExact(text, "D", out var id) && id.Version != 8 => id == Guid.Empty ? null : id,
        _ => FromDigest($"command\n{text}"),
    };

    /// <summary>The id of a part of a command: a row of an import.</summary>
    public static Guid Part(Guid command, string part) => FromDigest($"part\n{command}\n{part}");

    private static Guid FromDigest(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
