using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using WorkTracker.Api.CommandLine;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.SigningIn;

/// <summary>The certificate that encrypts the keys of cookies before they are stored, and earlier ones, which still read what they encrypted.</summary>
public static class KeyCertificates
{
    /// <exception cref="SettingException">A file that is not there, does not open with the password, or has no RSA key.</exception>
    public static IDataProtectionBuilder ProtectKeys(this IDataProtectionBuilder protection, Settings settings)
    {
        if (settings.ProtectKeysWithCertificate.Length == 0)
        {
            return protection;
        }

        var former = settings.FormerCertificates.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var certificates = former.Prepend(settings.ProtectKeysWithCertificate).Select(path => Read(path, settings.CertificatePassword)).ToArray();
        return protection.ProtectKeysWithCertificate(certificates[0]).UnprotectKeysWithAnyCertificate(certificates);
    }

    /// <summary>PKCS #12, with its private key.</summary>
    private static X509Certificate2 Read(string path, string password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? throw Refused(path, VerbTexts.CertificateWithoutKey) : certificate;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Refused(path, File.Exists(path) ? VerbTexts.CertificateLocked : VerbTexts.CertificateMissing, e);
        }
    }

    private static SettingException Refused(string path, string why, Exception? inner = null) =>
        new($"{Settings.Section}:{nameof(Settings.ProtectKeysWithCertificate)}", path, inner, VerbTexts.CertificateUnusable.With(path, why));
}
