using System.Globalization;

namespace WorkTracker.Reports;

/// <summary>Fills the places {0}, {1} … of a text from a resource file.</summary>
internal static class Texts
{
    public static string With(this string text, params object[] particulars) => string.Format(CultureInfo.InvariantCulture, text, particulars);
}
