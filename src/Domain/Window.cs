using System.Globalization;

namespace WorkTracker.Domain;

/// <summary>
/// A span of days that a total covers, both ends included. <c>From</c> is null for 历年累计: since the beginning.
/// <c>Text</c> is the form it was asked in, such as <c>2022-H1</c> or <c>until:2022-07-18</c>.
/// </summary>
public sealed record Window(string Text, DateOnly? From, DateOnly Until)
{
    /// <summary>Since the beginning: opening balances count.</summary>
    public bool IsCumulative => From is null;

    public static Window SinceTheBeginning(DateOnly until) => new($"until:{Iso(until)}", null, until);

    public static Window Between(DateOnly from, DateOnly until) => new($"{Iso(from)}..{Iso(until)}", from, until);

    /// <summary>
    /// Reads <c>2022</c>, <c>2022-H1</c>, <c>2022-Q1</c>, <c>2022-03</c>, <c>2022-01..2022-07</c>, <c>2022-01-01..2022-07-18</c>,
    /// <c>ytd:2022-07</c>, <c>ytd:2022-07-18</c>, <c>until:2022-12</c>, <c>until:2022-07-18</c>.
    /// </summary>
    public static bool TryParse(string text, out Window window)
    {
        window = null!;
        if (Parse(text) is not { } span || span.From > span.Until)
        {
            return false;
        }

        window = new(text, span.From, span.Until);
        return true;
    }

    /// <summary>
    /// The same window a year before. Whole months stay whole months, whatever the length of February;
    /// 29 February becomes 28 February.
    /// </summary>
    public Window PreviousYear()
    {
        var until = Until == Month.Of(Until).LastDay ? Month.Of(Until).Plus(-12).LastDay : Until.AddYears(-1);
        return From is { } from ? Between(from.AddYears(-1), until) : SinceTheBeginning(until);
    }

    private static (DateOnly? From, DateOnly Until)? Parse(string text)
    {
        if (text.StartsWith("until:", StringComparison.Ordinal))
        {
            return Span(text["until:".Length..]) is { } until ? (null, until.Until) : null;
        }

        if (text.StartsWith("ytd:", StringComparison.Ordinal))
        {
            return Span(text["ytd:".Length..]) is { } ytd ? (new DateOnly(ytd.Until.Year, 1, 1), ytd.Until) : null;
        }

        if (text.Split("..") is [var first, var last])
        {
            return first.Length == last.Length && Span(first) is { } a && Span(last) is { } b ? (a.From, b.Until) : null;
        }

        return text.Length switch
        {
            4 => Year(text) is { } year ? Months(year, 1, 12) : null,
            7 when text[5] is 'H' && text[6] is '1' or '2' => Year(text[..4]) is { } year ? Months(year, ((text[6] - '1') * 6) + 1, 6) : null,
            7 when text[5] is 'Q' && text[6] is >= '1' and <= '4' => Year(text[..4]) is { } year ? Months(year, ((text[6] - '1') * 3) + 1, 3) : null,
            _ => Span(text) is { } span ? (span.From, span.Until) : null,
        };
    }

    /// <summary>A single month or day.</summary>
    private static (DateOnly From, DateOnly Until)? Span(string text) => text.Length switch
    {
        < 4 => null,
        _ when Year(text[..4]) is null => null,
        7 when Month.TryParse(text, out var month) => (month.FirstDay, month.LastDay),
        10 when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => (day, day),
        _ => null,
    };

    /// <summary>1000 to 9000: far enough from the ends of the calendar for every window before and after.</summary>
    private static int? Year(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1000 and <= 9000 ? year : null;

    private static (DateOnly?, DateOnly) Months(int year, int first, int count) =>
        (new DateOnly(year, first, 1), new Month(year, first + count - 1).LastDay);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
