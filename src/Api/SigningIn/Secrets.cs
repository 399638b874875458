using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.Api.SigningIn;

/// <summary>Random secrets, and what is kept of them. A secret of 256 random bits needs no slow hash.</summary>
internal static class Secrets
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static string Digest(string secret) => Convert.ToHexStringLower(Hash(secret));

    /// <summary>A password that can be typed: 20 characters of an alphabet without look-alikes, in groups; all four kinds of character.</summary>
    public static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5))) + "A7";
}
