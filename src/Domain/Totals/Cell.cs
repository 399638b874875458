namespace WorkTracker.Domain.Totals;

/// <summary>
/// A part of a total that adds up: metric version (<see cref="Catalog.Metric.Number"/>), basis, department (<see cref="Departments.Department.Number"/>)
/// and month (<see cref="Month.Number"/>). <c>Previous</c>, for metrics that count parties, is the month before in which the party was active there;
/// <see cref="None"/> where there is none, and <see cref="Opening"/> for what opening balances add to 历年累计.
/// </summary>
/// <remarks>
/// A window of whole months a to b is the sum of cells with <c>a ≤ Month ≤ b</c> and <c>Previous &lt; a</c>: a party counts in the first month
/// of the window in which it was active, and in no other. Since the beginning until b is the sum of cells with <c>Month ≤ b</c> and
/// <c>Previous</c> None or Opening.
/// </remarks>
public readonly record struct Cell(int Metric, Basis Basis, int Department, int Month, int Previous)
{
    public const int None = 0;
    public const int Opening = int.MaxValue;
}
