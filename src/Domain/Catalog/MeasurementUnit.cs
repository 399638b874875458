namespace WorkTracker.Domain.Catalog;

/// <summary>What a metric is measured in, and how its stored value becomes the printed number.</summary>
/// <param name="Name">The unit as printed after the number: 家, 人次, %, 亿元.</param>
/// <param name="Scale">Stored units in one printed unit: 100000000 for money stored in yuan and printed in 亿元, 0.01 for a ratio printed in %.
/// A power of ten from 0.0001 to 10^12, so that printing only moves the decimal point and no digit is lost to a division.</param>
/// <param name="Decimals">Most decimals in print, 0 to 6. A number that needs more is refused, never rounded.</param>
public sealed record MeasurementUnit(string Name, decimal Scale = 1, int Decimals = 0)
{
    /// <summary>Whether scale and decimals keep to their bounds; a catalog refuses a unit that does not.</summary>
    public bool IsSound => Decimals is >= 0 and <= 6 && IsPowerOfTen(Scale);

    private static bool IsPowerOfTen(decimal scale)
    {
        for (var power = 0.0001m; power <= 1_000_000_000_000m; power *= 10)
        {
            if (power == scale)
            {
                return true;
            }
        }

        return false;
    }
}
