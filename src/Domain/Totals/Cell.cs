namespace WorkTracker.Domain.Totals;

/// <summary>
/// A part of a total that adds up: metric version (<see cref="Catalog.Metric.Number"/>), basis, department (<see cref="Departments.Department.Number"/>)
/// and month (<see cref="Month.Number"/>). <c>Previous</c>, for metrics that count parties, is the month before in which the party was active there;
/// <see cref="None"/> where there is none, <see cref="Any"/> for all parties of the month whatever was before,
/// and <see cref="Opening"/> for what opening balances add to 历年累计.
/// </summary>
/// <remarks>
/// Of a window of whole months a to b, cells of counts and sums are added. A party counts once: the months' parties (Any, <c>a ≤ Month ≤ b</c>)
/// less those who were active in the window before (<c>a ≤ Previous &lt; Month ≤ b</c>). So a window reads cells of its own months only, however long the history is.
/// Since the beginning until b is the sum of cells with <c>Month ≤ b</c> and <c>Previous</c> None or Opening.
/// </remarks>
public readonly record struct Cell(int Metric, Basis Basis, int Department, int Month, int Previous)
{
    public const int None = 0;
    public const int Any = -1;
    public const int Opening = int.MaxValue;
}
