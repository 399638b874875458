using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>期初数 of one metric, department and day; see <see cref="OpeningBalanceSet"/>.</summary>
public sealed record OpeningBalance(string Metric, string Department, DateOnly On, decimal Value, ImmutableArray<Guid> Parties);
