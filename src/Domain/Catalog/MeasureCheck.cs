using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>Whether a measure can be taken of entries of some kinds: the kinds exist, and their fields hold what it adds up or counts.</summary>
internal static class MeasureCheck
{
    public static IEnumerable<Fault> Check(MetricDefined metric, string text, Definitions definitions)
    {
        if (!Measure.TryParse(text, out var measure))
        {
            return [new("measure-unreadable", "measure", text), .. CheckKinds(metric, null, definitions)];
        }

        var of = Known(metric.Of, definitions);
        return
        [
            .. CheckKinds(metric, measure, definitions),
            .. measure.AmountField is { } amount ? of.Where(kind => kind.Field(amount) is not { IsNumber: true })
                .Select(kind => new Fault(kind.Field(amount) is null ? "field-not-in-kind" : "field-not-a-number", "measure", amount, kind.Code)) : [],
            .. Parties([.. measure.PartyFields.Where(field => field != Measure.ReportingDepartment)], of, Known(metric.EndedBy, definitions)),
        ];
    }

    /// <summary>A measure that is not there or cannot be read (null) hides no fault of the kinds.</summary>
    public static IEnumerable<Fault> CheckKinds(MetricDefined metric, Measure? measure, Definitions definitions)
    {
        if (metric.Of.IsEmpty)
        {
            yield return new("kinds-missing", "of");
        }

        if (!metric.EndedBy.IsEmpty && measure is not (null or Measure.InForce))
        {
            yield return new("ended-by-not-possible", "ended-by");
        }

        foreach (var (codes, path) in new[] { (metric.Of, "of"), (metric.EndedBy, "ended-by") })
        {
            for (var at = 0; at < codes.Length; at++)
            {
                if (definitions.FindKind(codes[at]) is null)
                {
                    yield return new("kind-unknown", Paths.Item(path, at), codes[at]);
                }
                else if (codes[..at].Contains(codes[at]) || (path == "ended-by" && metric.Of.Contains(codes[at])))
                {
                    yield return new("kind-repeated", Paths.Item(path, at), codes[at]);
                }
            }
        }
    }

    /// <summary>Each kind names at least one of the parties, and each party is named by a kind that begins or is counted.</summary>
    private static IEnumerable<Fault> Parties(ImmutableArray<string> fields, ImmutableArray<Kind> of, ImmutableArray<Kind> endedBy)
    {
        if (fields.IsEmpty)
        {
            yield break;
        }

        foreach (var kind in of.Concat(endedBy).Distinct())
        {
            foreach (var field in fields.Where(field => kind.Field(field) is { NamesParties: false }))
            {
                yield return new("field-not-a-party", "measure", field, kind.Code);
            }

            if (fields.All(field => kind.Field(field) is null))
            {
                yield return new("field-not-in-kind", "measure", string.Join(" | ", fields), kind.Code);
            }
        }

        foreach (var field in fields.Where(field => of.Any(kind => fields.Any(other => kind.Field(other) is not null)) && of.All(kind => kind.Field(field) is null)))
        {
            yield return new("field-not-in-kind", "measure", field, string.Join('、', of.Select(kind => kind.Code)));
        }
    }

    private static ImmutableArray<Kind> Known(ImmutableArray<string> codes, Definitions definitions) =>
        [.. codes.Distinct().Select(code => definitions.FindKind(code)).OfType<Kind>()];
}
