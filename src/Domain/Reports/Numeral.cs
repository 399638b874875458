using System.Globalization;

namespace WorkTracker.Domain.Reports;

/// <summary>Arabic digits as prose has them (GB/T 15835-2011): no thousands separators, no trailing zeros, whole 万 and 亿 never mixed.</summary>
internal static class Numeral
{
    public const decimal Wan = 10_000;
    public const decimal Yi = 100_000_000;

    // 28 places are all that a decimal has, so no digit is dropped; minus zero is spelt like zero.
    public static string Of(decimal value) =>
        value == 0 ? "0" : value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>A multiple of <paramref name="place"/>, with 亿 or 万 written out when that is the place: 3亿, 1万, 300.</summary>
    public static string InPlaces(decimal multiple, decimal place) => place switch
    {
        Yi => $"{Of(multiple / Yi)}亿",
        Wan => $"{Of(multiple / Wan)}万",
        _ => Of(multiple),
    };

    public static decimal RoundDown(decimal value, decimal step) => value - (value % step);
}
