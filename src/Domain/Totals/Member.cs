namespace WorkTracker.Domain.Totals;

/// <summary>
/// What a unit has under a metric by one department. Distinct: <c>Day</c> is the first of a month (the day itself where the metric has opening
/// balances), <c>No</c> 0. In force: <c>No</c> is <see cref="Began"/> or <see cref="Ended"/>. Once per: <c>No</c> is the entry's first position.
/// </summary>
public readonly record struct Member(Guid Party, int Metric, Basis Basis, int Department, DateOnly Day, long No)
{
    public const long Began = 0;
    public const long Ended = 1;
}

/// <summary>How many contents say so, and the sum of their amounts; a change may be negative.</summary>
public readonly record struct Held(int Count, decimal Amount)
{
    public static Held operator +(Held left, Held right) => new(left.Count + right.Count, left.Amount + right.Amount);

    public bool IsNothing => Count == 0 && Amount == 0;
}
