using System.Buffers.Binary;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Totals;

/// <summary>How one metric version counts entries of one kind. <c>Ends</c>: entries of this kind end what others began.</summary>
public sealed record MetricRule(Metric Metric, bool Ends)
{
    /// <summary>Conditions on fields ask only what begins or counts: an ending need not repeat them.</summary>
    public bool Admits(Department department, EntryContent content) =>
        (Ends ? Metric.Definition.Where with { Fields = [] } : Metric.Definition.Where).Admits(department, content);

    /// <summary>1 for a count, the field's number for a sum; null where the content does not give one.</summary>
    public decimal? AmountIn(EntryContent content) => Metric.Measure.AmountField switch
    {
        null => 1m,
        var field => content.Fields.GetValueOrDefault(field) is FieldValue.Number number ? number.Value : null,
    };

    /// <summary>The units that the content names, each once. The reporting department is a unit by <see cref="UnitOf"/>.</summary>
    public IEnumerable<Guid> UnitsIn(Department department, EntryContent content) =>
        Metric.Measure.PartyFields
            .SelectMany(field => field == Measure.ReportingDepartment
                ? [UnitOf(department)]
                : content.Fields.GetValueOrDefault(field) is FieldValue.Parties named ? named.Ids.AsEnumerable() : [])
            .Distinct();

    /// <summary>A department as a unit: its number in the last four bytes, nothing else.</summary>
    public static Guid UnitOf(Department department)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], department.Number);
        return new Guid(bytes, bigEndian: true);
    }
}
