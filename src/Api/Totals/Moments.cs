using System.Globalization;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>
/// As known when: a position (digits), a moment (<c>2022-07-18T18:00:00+08:00</c>), or a day (<c>2022-07-18</c>, its end in China).
/// </summary>
public static class Moments
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The position; null where the text is none of the three.</summary>
    public static async Task<long?> PositionAsync(string text, TotalsReader totals, CancellationToken cancellation)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        return MomentOf(text) is { } moment ? await totals.PositionOfAsync(moment, cancellation) : null;
    }

    private static DateTimeOffset? MomentOf(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), China).AddTicks(-1);
        }

        // In an address an unescaped plus has become a space.
        return text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text.Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
    }
}
