using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Testing;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>The keys of cookies lie encrypted where a certificate is given, and earlier certificates still read theirs.</summary>
public sealed class KeyCertificateTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("certificates").FullName;
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CloneAsync("api", async connection => await Migration.RunAsync(Database.At(connection)));

    [Fact]
    public async Task With_a_certificate_no_key_is_stored_readably_and_those_that_were_are_not_used_any_more()
    {
        var before = await RunAsync([], protector => protector.Protect("cookie"));
        (await KeysAsync()).ShouldHaveSingleItem().ShouldContain("<masterKey");
        var settings = With(Certificate("first"));
        (await RunAsync(settings, protector => Reads(protector, before))).ShouldBeFalse("whoever read that key could have made it");
        var after = await RunAsync(settings, protector => protector.Protect("cookie"));
        var keys = await KeysAsync();
        keys.Count.ShouldBe(2);
        keys[1].ShouldNotContain("<masterKey");
        keys[1].ShouldContain("EncryptedData");
        (await RunAsync(settings, protector => Reads(protector, after))).ShouldBeTrue("after a restart");
    }

    [Fact]
    public async Task What_a_former_certificate_encrypted_stays_readable_and_without_it_does_not()
    {
        var (first, second) = (Certificate("first"), Certificate("second"));
        var cookie = await RunAsync(With(first), protector => protector.Protect("cookie"));
        (await RunAsync([.. With(second), $"--WorkTracker:FormerCertificates={first}"], protector => Reads(protector, cookie))).ShouldBeTrue();
        (await RunAsync(With(second), protector => Reads(protector, cookie))).ShouldBeFalse();
        (await RunAsync([], protector => Reads(protector, cookie))).ShouldBeFalse();
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_stops_the_start_with_its_file_in_words()
    {
        var (good, elliptic) = (Certificate("good"), Certificate("elliptic", isRsa: false));
        foreach (var settings in new[] { With(Path.Combine(folder, "none.pfx")), ["--WorkTracker:CertificatePassword=wrong", $"--WorkTracker:ProtectKeysWithCertificate={good}"], With(elliptic), [.. With(good), "--WorkTracker:FormerCertificates=none.pfx"] })
        {
            Should.Throw<SettingException>(() => WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings, .. settings])).Message.ShouldContain(".pfx");
        }
    }

    private static string[] With(string certificate) => [$"--WorkTracker:ProtectKeysWithCertificate={certificate}", "--WorkTracker:CertificatePassword=secret"];

    private async Task<T> RunAsync<T>(string[] settings, Func<IDataProtector, T> use)
    {
        await using var app = WorkTrackerHost.Build(Database.At(database.ConnectionString), [.. TestAccounts.Settings, "--Logging:LogLevel:Default=None", .. settings]);
        return use(app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test"));
    }

    private static bool Reads(IDataProtector protector, string text)
    {
        try
        {
            return protector.Unprotect(text) == "cookie";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private async Task<List<string>> KeysAsync()
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand("select xml from accounts.data_key order by no");
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var keys = new List<string>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            keys.Add(row.GetString(0));
        }

        return keys;
    }

    private string Certificate(string name, bool isRsa = true)
    {
        using var rsa = RSA.Create(2048);
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = isRsa ? new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest($"CN={name}", elliptic, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var path = Path.Combine(folder, $"{name}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, "secret"));
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await database.DisposeAsync();
    }
}
