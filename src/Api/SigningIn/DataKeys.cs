using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.SigningIn;

/// <summary>
/// The keys that protect cookies, in the database: a session outlives a restart and is good on every node. Once a certificate encrypts them, those that
/// were stored readably before are not used any more: somebody may have read them.
/// </summary>
public sealed class DataKeys(NpgsqlDataSource database, Settings settings) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.OpenConnection();
        using var command = new NpgsqlCommand("select xml from accounts.data_key order by no", connection);
        using var row = command.ExecuteReader();
        var keys = new List<XElement>();
        while (row.Read())
        {
            var key = XElement.Parse(row.GetString(0));
            if (settings.ProtectKeysWithCertificate.Length == 0 || !IsReadable(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    private static bool IsReadable(XElement key) => key.Name == "key" && !key.Descendants().Any(part => part.Name.LocalName == "encryptedSecret");

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenConnection();
        using var command = new NpgsqlCommand("insert into accounts.data_key (name, xml) values ($1, $2)", connection)
        {
            Parameters = { new() { Value = friendlyName }, new() { Value = element.ToString(SaveOptions.DisableFormatting) } },
        };
        command.ExecuteNonQuery();
    }
}
