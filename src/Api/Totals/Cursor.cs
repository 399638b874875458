using System.Globalization;

namespace WorkTracker.Api.Totals;

/// <summary>A place in the order of entries behind a total: the day that the last one counts on, and its number.</summary>
public static class Cursor
{
    public static string Of(DateOnly day, long no) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}.{no}");

    public static (DateOnly Day, long No)? Read(string text) =>
        text.Split('.') is [var day, var no]
        && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        && long.TryParse(no, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (on, number)
            : null;
}
