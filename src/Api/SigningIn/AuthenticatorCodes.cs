using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>
/// Codes of an authenticator app (RFC 6238: HMAC-SHA-1, steps of 30 seconds, six digits). Each is good once: the database refuses a step that is not newer
/// than the last one used. Identity's own provider does not tell which step a code is of.
/// </summary>
public sealed class AuthenticatorCodes(AccountTable table, TimeProvider time) : IUserTwoFactorTokenProvider<Account>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int SecondsAStep = 30;

    /// <summary>Steps by which a phone's clock may differ, either way: what RFC 6238, 5.2 recommends.</summary>
    private const int Drift = 1;

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.Authenticator is not null);

    /// <summary>The app makes them.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user) =>
        user.Authenticator is { } key && StepOf(token, key) is { } step && await table.UseStepAsync(user.Id, step, CancellationToken.None);

    /// <summary>The newest step near now whose code this is; null where it is none.</summary>
    private long? StepOf(string token, string key)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / SecondsAStep;
        return Enumerable.Range(-Drift, (2 * Drift) + 1).Select(off => now + off)
            .Where(step => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.UTF8.GetBytes(token)))
            .Select(step => (long?)step).LastOrDefault();
    }

    private static string CodeOf(string key, long step)
    {
        var counter = BitConverter.GetBytes(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(step));
#pragma warning disable CA5350 // What authenticator apps compute.
        var hash = HMACSHA1.HashData(Decoded(key), counter);
#pragma warning restore CA5350
        var at = hash[^1] & 0xf;
        return ((System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & int.MaxValue) % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decoded(string key)
    {
        var (bytes, bits, held) = (new List<byte>(key.Length * 5 / 8), 0, 0);
        foreach (var letter in key)
        {
            (bits, held) = (((bits << 5) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xfff, held + 5);
            if (held >= 8)
            {
                held -= 8;
                bytes.Add((byte)((bits >> held) & 0xff));
            }
        }

        return [.. bytes];
    }
}
