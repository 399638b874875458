using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>The net changes of cells in a page, written by one statement in key order. A cell that comes to zero is not kept.</summary>
internal sealed class CellChanges
{
    private readonly Dictionary<Cell, decimal> changes = [];

    public void Add(Cell cell, decimal value)
    {
        ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(changes, cell, out _);
        sum += value;
    }

    public IEnumerable<Sql> Write()
    {
        var rows = changes.Where(change => change.Value != 0).ToList();
        rows.Sort(static (a, b) => InOrder(a.Key, b.Key));
        if (rows.Count == 0)
        {
            yield break;
        }

        T[] Column<T>(Func<KeyValuePair<Cell, decimal>, T> of) => [.. rows.Select(of)];
        yield return Sql.Of($"""
            merge into totals.cell c
            using unnest({Column(r => r.Key.Metric)}::int[], {Column(r => (int)r.Key.Basis)}::smallint[], {Column(r => r.Key.Department)}::int[],
                         {Column(r => r.Key.Month)}::int[], {Column(r => r.Key.Previous)}::int[], {Column(r => r.Value)}::numeric[])
                  d (metric, basis, department, month, previous, value)
            on c.metric = d.metric and c.basis = d.basis and c.department = d.department and c.month = d.month and c.previous = d.previous
            when matched and c.value + d.value = 0 then delete
            when matched then update set value = c.value + d.value
            when not matched then insert (metric, basis, department, month, previous, value) values (d.metric, d.basis, d.department, d.month, d.previous, d.value)
            """);
    }

    /// <summary>Of the table's key.</summary>
    private static int InOrder(Cell a, Cell b) =>
        a.Metric != b.Metric ? a.Metric - b.Metric
        : a.Basis != b.Basis ? a.Basis - b.Basis
        : a.Department != b.Department ? a.Department - b.Department
        : a.Previous != b.Previous ? a.Previous.CompareTo(b.Previous)
        : a.Month - b.Month;
}
