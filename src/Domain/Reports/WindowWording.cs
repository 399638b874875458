using System.Globalization;

namespace WorkTracker.Domain.Reports;

/// <summary>Windows and days as prose has them: Arabic digits without leading zeros (GB/T 15835-2011).</summary>
public static class WindowWording
{
    private static readonly string[] Quarters = ["第一季度", "第二季度", "第三季度", "第四季度"];

    /// <summary>2022年, 2022年上半年, 2022年第一季度, 2022年3月, 2022年1月1日至7月18日, 截至2022年7月18日.</summary>
    public static string Of(Window window)
    {
        if (window.From is not { } from)
        {
            return $"截至{Of(window.Until)}";
        }

        var (first, last) = (Month.Of(from), Month.Of(window.Until));
        if (from == first.FirstDay && window.Until == last.LastDay && first.Year == last.Year)
        {
            return $"{Number(first.Year)}年{(first.OfYear, last.OfYear) switch
            {
                (1, 12) => "",
                (1, 6) => "上半年",
                (7, 12) => "下半年",
                var (a, b) when b - a == 2 && a % 3 == 1 => Quarters[a / 3],
                var (a, b) when a == b => $"{Number(a)}月",
                var (a, b) => $"{Number(a)}月至{Number(b)}月",
            }}";
        }

        var until = first.Year == last.Year ? DayOfYear(window.Until) : Of(window.Until);
        return from == window.Until ? Of(from) : $"{Of(from)}至{until}";
    }

    /// <summary>2022年7月18日.</summary>
    public static string Of(DateOnly day) => $"{Number(day.Year)}年{DayOfYear(day)}";

    /// <summary>7月18日.</summary>
    public static string DayOfYear(DateOnly day) => $"{Number(day.Month)}月{Number(day.Day)}日";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
