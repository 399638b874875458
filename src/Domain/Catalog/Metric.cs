namespace WorkTracker.Domain.Catalog;

/// <summary>
/// 指标. <c>Version</c> counts the definitions of this code from 1; <c>Number</c> is the version of the defining event
/// in the catalog's stream, unique over all metrics and the same after a rebuild.
/// </summary>
public sealed record Metric(int Number, int Version, MetricDefined Definition, Measure Measure)
{
    public string Code => Definition.Code;
}
