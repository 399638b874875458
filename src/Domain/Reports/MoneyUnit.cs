namespace WorkTracker.Domain.Reports;

/// <summary>The units that money is printed in.</summary>
public enum MoneyUnit
{
    /// <summary>元, one yuan.</summary>
    Yuan,

    /// <summary>万元, 10^4 yuan.</summary>
    TenThousandYuan,

    /// <summary>亿元, 10^8 yuan.</summary>
    HundredMillionYuan,
}

internal static class MoneyUnits
{
    public static readonly IReadOnlyList<MoneyUnit> LargestFirst =
        [MoneyUnit.HundredMillionYuan, MoneyUnit.TenThousandYuan, MoneyUnit.Yuan];

    public static string Name(this MoneyUnit unit) => unit switch
    {
        MoneyUnit.HundredMillionYuan => "亿元",
        MoneyUnit.TenThousandYuan => "万元",
        _ => "元",
    };

    public static decimal Yuan(this MoneyUnit unit) => unit switch
    {
        MoneyUnit.HundredMillionYuan => Numeral.Yi,
        MoneyUnit.TenThousandYuan => Numeral.Wan,
        _ => 1,
    };
}
