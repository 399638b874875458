using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Api.Totals;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Api.Reports;

/// <summary>What somebody wants drafted, as written: every text may be null but template and window.</summary>
/// <param name="Template">A code, with @version where an earlier definition is meant.</param>
public sealed record ReportWanted(string Template, string? Department, string Window, string? Basis, string? AsOf);

/// <summary>Fills templates with totals, all of one position.</summary>
public sealed class ReportDrafts(TotalsReader totals)
{
    public async Task<(Draft? Draft, ImmutableArray<Fault> Faults)> FillAsync(
        ReportWanted wanted, Sight eyes, CancellationToken cancellation, IReadOnlyList<Figure>? recalled = null)
    {
        long? asOf = null;
        if (wanted.AsOf is { Length: > 0 } text && (asOf = await Moments.PositionAsync(text, totals, cancellation)) is null)
        {
            return (null, [new("as-of-invalid", "asOf", text)]);
        }

        await using var view = await totals.OpenAsync(asOf, cancellation);
        var sight = eyes.At(view.Knowledge.Definitions, view.Knowledge.Tree);
        var (request, faults) = Read(wanted, view.Knowledge, sight, isNew: recalled is null);
        if (request is null)
        {
            return (null, faults);
        }

        var (draft, wrong) = await ReportDrafting.FillAsync(view, request, recalled, sight.Sees, cancellation);
        return (draft, [.. wrong.Select(FaultOf)]);
    }

    /// <summary>Where in the template, as a path: <c>template[12,5]</c>.</summary>
    public static Fault FaultOf(TemplateFault fault) =>
        new(fault.Code, string.Create(CultureInfo.InvariantCulture, $"template[{fault.Place.Line},{fault.Place.Column}]"), [.. fault.Particulars]);

    private static (ReportRequest? Request, ImmutableArray<Fault> Faults) Read(ReportWanted wanted, Knowledge knowledge, Sight sight, bool isNew)
    {
        var faults = new List<Fault>();
        var template = wanted.Template.Split('@') switch
        {
            [var code] => knowledge.Definitions.FindTemplate(code),
            [var code, var version] when int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => knowledge.Definitions.FindTemplate(code, number),
            _ => null,
        };
        if (template is null || (isNew && !sight.Sees(template)))
        {
            faults.Add(new("template-unknown", "template", wanted.Template));
        }

        switch (new TotalsQuery("", wanted.Department, wanted.Window, wanted.Basis).Read(knowledge, sight))
        {
            case TotalsRequest.Valid valid when template is not null && faults.Count == 0:
                return (new(template, valid.Department, valid.Window, valid.Basis), []);
            case TotalsRequest.Invalid invalid:
                faults.AddRange(invalid.Faults);
                break;
            default:
                break;
        }

        return (null, [.. faults]);
    }
}
