using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WorkTracker.Domain.Reports;

/// <summary>
/// What a figure of a report asks: the same key means the same number at a position, in whichever file it stands.
/// <c>Metrics</c> are codes with their versions, such as <c>private.gdp@1,private.tax@2</c>; <c>Window</c> is absolute;
/// <c>Party</c> narrows the figure to what one party contributes.
/// </summary>
public sealed record FigureKey(string Metrics, string Department, string Window, Basis Basis, string Style, Guid? Party = null)
{
    /// <summary>Follows from the key alone, so that a figure copied from one report into another is the same there: 16 characters of 5 bits.</summary>
    public string Id
    {
        get
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Metrics}\n{Department}\n{Window}\n{Basis}\n{Style}\n{Party}")));
            return string.Concat(digest.Take(16).Select(part => "0123456789abcdefghjkmnpqrstvwxyz"[part & 31]));
        }
    }
}
