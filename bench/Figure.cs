using System.Globalization;

namespace WorkTracker.Bench;

/// <summary>One line of the table, worded. <c>Ratio</c> and <c>Wanted</c> are – where a figure is only reported; then <c>Met</c> is null.</summary>
internal sealed record Figure(string What, string Ours, string Limit, string Ratio, string Wanted, bool? Met)
{
    public string Line => $"| {What} | {Ours} | {Limit} | {Ratio} | {Wanted} | {Met switch { true => "yes", false => "**no**", null => "–" }} |";

    /// <summary>More is better: ours over the limit.</summary>
    public static Figure AtLeast(string what, FormattableString ours, FormattableString limit, double ratio, double wanted) =>
        new(what, Text(ours), Text(limit), Text($"{ratio:0.00#}"), Text($"≥ {wanted:0.##}"), ratio >= wanted);

    /// <summary>Less is better: ours over the limit.</summary>
    public static Figure Within(string what, FormattableString ours, FormattableString limit, double ratio, double wanted) =>
        new(what, Text(ours), Text(limit), Text($"{ratio:0.00#} ×"), Text($"≤ {wanted:0.##} ×"), ratio <= wanted);

    /// <summary>Less is better, and there is nothing to compare with.</summary>
    public static Figure Under(string what, FormattableString ours, double value, double wanted, string unit) =>
        new(what, Text(ours), "–", "–", Text($"< {wanted:N0} {unit}"), value < wanted);

    public static Figure Reported(string what, FormattableString ours) => new(what, Text(ours), "–", "–", "–", null);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
