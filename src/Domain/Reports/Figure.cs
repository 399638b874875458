using System.Collections.Immutable;

namespace WorkTracker.Domain.Reports;

/// <summary>
/// 数据点: a number printed in a report, with what it came from. <c>Values</c> are as stored (yuan, not 亿元), one for each of the key's metrics,
/// null where there was none. <c>Text</c> is the printed wording, approximator and unit included.
/// </summary>
public sealed record Figure(FigureKey Key, string Name, ImmutableArray<decimal?> Values, string Text)
{
    public string Id => Key.Id;

    public bool Equals(Figure? other) =>
        other is not null && Key == other.Key && Name == other.Name && Text == other.Text && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Key, Text);
}

/// <summary>Rows that a loop of a report printed: what it went over, and the items' keys with their names, in the order of print.</summary>
public sealed record FigureList(string Source, string Metric, string Department, string Window, Basis Basis, string Argument, ImmutableArray<ListedItem> Items)
{
    public bool Equals(FigureList? other) =>
        other is not null && (Source, Metric, Department, Window, Basis, Argument) == (other.Source, other.Metric, other.Department, other.Window, other.Basis, other.Argument)
        && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Source, Metric, Department, Window, Argument);
}

public sealed record ListedItem(string Key, string Name);
