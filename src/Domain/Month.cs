using System.Globalization;

namespace WorkTracker.Domain;

/// <summary>A calendar month. <c>Number</c> counts months since January of year 0, so that months can be compared and subtracted.</summary>
public readonly record struct Month(int Number) : IComparable<Month>
{
    public Month(int year, int month) : this((year * 12) + month - 1)
    {
    }

    public int Year => Number / 12;
    public int OfYear => (Number % 12) + 1;
    public DateOnly FirstDay => new(Year, OfYear, 1);
    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public Month Plus(int months) => new(Number + months);

    public int CompareTo(Month other) => Number.CompareTo(other.Number);

    public static bool operator <(Month left, Month right) => left.Number < right.Number;
    public static bool operator >(Month left, Month right) => left.Number > right.Number;
    public static bool operator <=(Month left, Month right) => left.Number <= right.Number;
    public static bool operator >=(Month left, Month right) => left.Number >= right.Number;

    /// <summary><c>yyyy-MM</c>.</summary>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static bool TryParse(string text, out Month month)
    {
        var parsed = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = parsed ? Of(day) : default;
        return parsed;
    }
}
