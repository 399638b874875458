using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Totals;

/// <summary>What every request about totals has in its address.</summary>
public sealed record TotalsParameters
{
    /// <summary>Metric codes separated by commas; a code with @version means an earlier definition. All, when absent.</summary>
    [FromQuery(Name = "metrics")] public string? Metrics { get; init; }

    /// <summary>Department code; its total includes all below it. The root, when absent.</summary>
    [FromQuery(Name = "department")] public string? Department { get; init; }

    /// <summary>2022, 2022-H1, 2022-Q1, 2022-03, 2022-01..2022-07, 2022-01-01..2022-07-18, ytd:2022-07, until:2022-07-18.</summary>
    [FromQuery(Name = "window")] public string? Window { get; init; }

    /// <summary>approved (the default) or reported.</summary>
    [FromQuery(Name = "basis")] public string? Basis { get; init; }

    /// <summary>As known at a position, a moment (ISO 8601) or the end of a day. Now, when absent.</summary>
    [FromQuery(Name = "asOf")] public string? AsOf { get; init; }

    public TotalsQuery Query => new(Metrics, Department, Window, Basis);
}

/// <summary>A view of totals at the position that a request means, with what it asks; or the answer that refuses it.</summary>
public sealed class OpenedTotals : IAsyncDisposable
{
    private readonly Sight sight;

    private OpenedTotals(TotalsView view, TotalsRequest.Valid request, Sight sight) => (View, Request, this.sight) = (view, request, sight);

    public TotalsView View { get; }

    public TotalsRequest.Valid Request { get; }

    /// <summary>A weak validator: the same position gives the same totals under the same address, to whom may see the same.</summary>
    private string ETag => string.Create(
        CultureInfo.InvariantCulture, $"W/\"{View.Standing.Position}-{View.Knowledge.Definitions.Version}-{View.Knowledge.Tree.Version}-{sight.Rights.Digest}\"");

    /// <summary>304 where nothing has been counted since the reader asked; null where the answer must be computed.</summary>
    public IResult? NotModified(HttpContext http)
    {
        http.Response.Headers.CacheControl = "private, no-cache";
        return Conditional.NotModified(http, ETag);
    }

    /// <summary>Whether the asking user may see the metric of the department asked for.</summary>
    public bool Sees(Metric metric) => sight.Sees(metric, Request.Department.Code);

    /// <summary>As the asking user sees it.</summary>
    public Metric Shown(Metric metric) => sight.Shown(metric, Request.Department.Code);

    public static async Task<(OpenedTotals? Opened, IResult? Refused)> OpenAsync(
        TotalsReader totals, TotalsParameters parameters, Sight eyes, CancellationToken cancellation)
    {
        var (opened, faults) = await TryOpenAsync(totals, parameters, eyes, cancellation);
        return (opened, opened is null ? Invalid(faults) : null);
    }

    /// <summary>Null, with everything that is wrong, when the question cannot be asked.</summary>
    public static async Task<(OpenedTotals? Opened, ImmutableArray<Fault> Faults)> TryOpenAsync(
        TotalsReader totals, TotalsParameters parameters, Sight eyes, CancellationToken cancellation)
    {
        long? asOf = null;
        if (parameters.AsOf is { Length: > 0 } text && (asOf = await Moments.PositionAsync(text, totals, cancellation)) is null)
        {
            return (null, [new("as-of-invalid", "asOf", text)]);
        }

        var view = await totals.OpenAsync(asOf, cancellation);
        var sight = eyes.At(view.Knowledge.Definitions, view.Knowledge.Tree);
        switch (parameters.Query.Read(view.Knowledge, sight))
        {
            case TotalsRequest.Valid valid:
                return (new(view, valid, sight), []);
            case TotalsRequest.Invalid invalid:
                await view.DisposeAsync();
                return (null, invalid.Faults);
            default:
                throw new InvalidOperationException("No such request.");
        }
    }

    public static IResult Invalid(ImmutableArray<Fault> faults) => Problem.Of(new Refusal("query-invalid", faults));

    public ValueTask DisposeAsync() => View.DisposeAsync();
}
