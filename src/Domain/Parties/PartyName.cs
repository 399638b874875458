using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.Domain.Parties;

/// <summary>Names of parties: what is kept of a typed name, and which names are the same one.</summary>
public static class PartyName
{
    public const int MaxLength = 200;

    /// <summary>Outer white space cut, inner runs of it made one space.</summary>
    public static string Tidy(string typed) =>
        string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// The id of the party first registered under this sort and name, so that the same name is the same party on every node without asking.
    /// Full-width letters, digits and brackets, case, and spaces make no difference. A version 8 UUID (RFC 9562, 5.8) of the SHA-256 digest.
    /// What only internal kinds name (<paramref name="isInternal"/>) is another party than one of the same name that all know.
    /// </summary>
    public static Guid IdOf(string sort, string name, bool isInternal = false)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(isInternal ? $"internal\n{sort}\n{Folded(name)}" : $"{sort}\n{Folded(name)}"), digest);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }

    /// <summary>U+FF01 to U+FF5E are the full-width twins of ! to ~.</summary>
    private static string Folded(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c)).ToUpperInvariant();
}
