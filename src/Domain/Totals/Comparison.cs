namespace WorkTracker.Domain.Totals;

/// <summary>
/// 同比: a value against that of the same window a year before. <c>Percent</c> has two decimals, rounded half away from zero;
/// where it cannot be had <c>WhyNone</c> says why: <c>missing</c> (either value) or <c>zero</c> (a year before).
/// </summary>
public readonly record struct Comparison(decimal? Change, decimal? Percent, string? WhyNone)
{
    public static Comparison Of(decimal? now, decimal? before) => (now, before) switch
    {
        (null, _) or (_, null) => new(null, null, "missing"),
        ({ } value, 0m) => new(value, null, "zero"),
        ({ } value, { } earlier) => new(value - earlier, decimal.Round((value - earlier) / Math.Abs(earlier) * 100, 2, MidpointRounding.AwayFromZero), null),
    };
}
