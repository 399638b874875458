using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Reports;

/// <summary>What a phrase is made from: most often one quantity; some styles need more than a number.</summary>
public abstract record Measured
{
    private Measured()
    {
    }

    /// <summary>A metric's value in stored units (money in yuan); absolute value up to 10^15.</summary>
    public sealed record Quantity(decimal Value, MeasurementUnit Unit) : Measured;

    /// <summary>How many of all are covered. Both are whole numbers; <paramref name="Unit"/> follows the number when not all are.</summary>
    public sealed record Coverage(decimal Covered, decimal All, string Unit = "个县（市、区）") : Measured;

    /// <summary>Names without their quotation marks, in the order of print.</summary>
    public sealed record Names(IReadOnlyList<string> InOrder) : Measured;

    /// <summary>同比: by how many percent of the value a year before; 12.5 is 12.5 %.</summary>
    public sealed record Growth(decimal Percent) : Measured;

    /// <summary>Shares in percent (78.3 is 78.3 %), in the order of print.</summary>
    public sealed record Shares(IReadOnlyList<decimal> InOrder) : Measured;
}
