using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Catalog;

/// <summary>The parties that a document's opening balances list. Those of a metric that counts an internal kind are as internal as what the kind's entries name.</summary>
internal static class OpeningParties
{
    /// <summary>Those that nobody knows yet are registered. Contradicted, or with a text that has faults: the ids that the names alone would give.</summary>
    public static async Task<(Func<StateOpening, NamedParty, Guid> IdOf, IReadOnlyList<(NamedParty Party, Fault Fault)> Contradictions)> ResolveAsync(
        CommandScope scope, CatalogDocument document, CancellationToken cancellation)
    {
        if (!document.Faults.IsEmpty)
        {
            return (ByName, []);
        }

        var lists = document.Openings.Select(item => item.Value).ToLookup(opening => IsInternal(opening, document, scope.Known.Definitions), opening => opening.Parties);
        var (known, contradictions) = await PartyResolution.ResolveAsync(scope, [.. lists[false].SelectMany(parties => parties).Distinct()], byInternalKind: false, cancellation);
        var (inside, further) = await PartyResolution.ResolveAsync(scope, [.. lists[true].SelectMany(parties => parties).Distinct()], byInternalKind: true, cancellation);
        return known is null || inside is null
            ? (ByName, [.. contradictions, .. further])
            : ((opening, party) => (IsInternal(opening, document, scope.Known.Definitions) ? inside : known)(party), []);
    }

    public static Guid ByName(StateOpening opening, NamedParty party) => PartyName.IdOf(party.Sort, party.Name);

    private static bool IsInternal(StateOpening opening, CatalogDocument document, Definitions stored)
    {
        var metric = document.Metrics.Select(item => item.Value).FirstOrDefault(stated => stated.Code == opening.Metric) ?? stored.FindMetric(opening.Metric)?.Definition;
        return metric is not null && metric.Of.Concat(metric.EndedBy).Any(code => document.Kinds.Select(item => item.Value).FirstOrDefault(stated => stated.Code == code) is { } kind
            ? kind.Readers?.Any() ?? false
            : stored.FindKind(code)?.IsInternal ?? false);
    }
}
