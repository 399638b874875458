using WorkTracker.Domain.Departments;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// An entry that a total rests on. Contributions sum to the total less its opening balances: a party contributes with the earliest entry
/// that names it, so an entry that only repeats parties contributes 0. <c>No</c> is the position where the entry was first reported.
/// </summary>
public sealed record EntryBehind(
    Guid Entry, long No, DateOnly Day, Department Department, string Program, decimal Contribution, IReadOnlyList<Guid> Units);
