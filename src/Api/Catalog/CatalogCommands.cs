using System.Globalization;
using JasperFx.Events;
using Marten;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Catalog;

/// <summary>What came of a document: what is wrong, or what it changes.</summary>
public sealed record CatalogOutcome(Outcome Outcome, IReadOnlyList<CatalogFault> Faults, IReadOnlyList<CatalogChange> Changes)
{
    /// <summary>The catalog's afterwards: the one to name in the next change.</summary>
    public required CatalogVersion Version { get; init; }

    /// <summary>The totals that would move, where the document was only tried.</summary>
    public IReadOnlyList<MovedTotal> Moved { get; init; } = [];

    /// <summary>What there is now and what changed meanwhile, where the document was written on an older catalog.</summary>
    public CatalogNow? Now { get; init; }
}

/// <summary>Loads a catalog document: the whole of it is checked, then stored as versioned events, or not at all.</summary>
public sealed class CatalogCommands(CommandPath path, MovedTotals moved, ChangesSince meanwhile, IDocumentStore store)
{
    /// <param name="issued">The command.</param>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="dryRun">Only says what would change, and which totals would move.</param>
    /// <param name="seen">The version that the document was written on; null where nobody minds. One that is no longer the newest is refused, unless the document changes nothing.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<CatalogOutcome> LoadAsync(Issued issued, string text, bool dryRun, CatalogVersion? seen = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<CatalogFault> faults = [];
        IReadOnlyList<CatalogChange> changes = [];
        CatalogVersion version = default;
        (CatalogPlan Plan, Sight Now)? tried = null;
        Rights? stale = null;
        var document = CatalogDocument.Read(text);
        var outcome = await path.RunAsync(issued.On(Streams.Catalog, Act.ChangeCatalog) with { ChangesDefinitions = true }, async (scope, stop) =>
        {
            var (idOf, contradictions) = await OpeningParties.ResolveAsync(scope, document, stop);
            var plan = CatalogPlan.For(document, scope.Known.Definitions, scope.Known.Tree, idOf);
            faults = CatalogDocument.InOrder(plan.Faults.Concat(contradictions.SelectMany(pair => Contradicting(document, pair.Party, pair.Fault))));
            changes = plan.Changes;
            version = CatalogVersion.Of(scope.Known);
            if (faults.Count > 0)
            {
                return new Outcome.Refused(new("catalog-invalid", []));
            }

            stale = seen is { } old && old != version && !plan.IsEmpty ? scope.Rights : null;
            if (stale is not null)
            {
                return new Outcome.Refused(new("catalog-changed", [new("catalog-changed", "", $"{version}", $"{seen}")]));
            }

            tried = dryRun ? (plan, scope.Sight) : null;
            if (dryRun || plan.IsEmpty)
            {
                return new Outcome.Nothing();
            }

            version = new(version.Definitions + plan.CatalogEvents.Length, version.Departments + plan.DepartmentEvents.Length);
            return Append(plan, scope);
        }, cancellation);
        if (outcome is Outcome.Done { Repeated: true })
        {
            (changes, version) = await ChangesOfAsync(issued.Id, document, cancellation);
        }

        return new(outcome, faults, faults.Count > 0 ? [] : changes)
        {
            Version = version,
            Moved = tried is var (plan, now) ? await moved.OfAsync(plan, now, cancellation) : [],
            Now = stale is { } sight ? await meanwhile.OfAsync(seen!.Value, sight, cancellation) : null,
        };
    }

    /// <summary>What the document changed when it was loaded under this id, and to which version: planned again on what had been stored until then.</summary>
    private async Task<(IReadOnlyList<CatalogChange> Changes, CatalogVersion Version)> ChangesOfAsync(Guid command, CatalogDocument document, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var catalog = await session.Events.FetchStreamAsync(Streams.Catalog, token: cancellation);
        var departments = await session.Events.FetchStreamAsync(Streams.Departments, token: cancellation);
        var first = catalog.Concat(departments).Where(stored => stored.CausationId == command.ToString()).Min(stored => stored.Sequence);
        var plan = CatalogPlan.For(
            document,
            catalog.Where(stored => stored.Sequence < first).Aggregate(Definitions.Empty, (definitions, stored) => Definitions.Evolve(definitions, stored.Data)),
            departments.Where(stored => stored.Sequence < first).Aggregate(DepartmentTree.Empty, (tree, stored) => DepartmentTree.Evolve(tree, stored.Data)),
            OpeningParties.ByName);
        return (plan.Changes, new(Until(catalog), Until(departments)));

        int Until(IEnumerable<IEvent> stream) => stream.Count(stored => stored.Sequence < first || stored.CausationId == command.ToString());
    }

    private static IEnumerable<CatalogFault> Contradicting(CatalogDocument document, NamedParty party, Fault fault) =>
        from item in document.Openings
        let at = item.Value.Parties.IndexOf(party)
        where at >= 0
        select item.Node.Fault(string.Create(CultureInfo.InvariantCulture, $"parties[{at}].credit-code"), fault.Code, fault.Particulars);

    private static Outcome.Nothing? Append(CatalogPlan plan, CommandScope scope)
    {
        Add<DepartmentTree>(scope, Streams.Departments, scope.Known.Tree.Version, plan.DepartmentEvents);
        Add<Definitions>(scope, Streams.Catalog, scope.Known.Definitions.Version, plan.CatalogEvents);
        return null;
    }

    private static void Add<TState>(CommandScope scope, Guid stream, int version, IReadOnlyList<object> events)
        where TState : class
    {
        if (events.Count == 0)
        {
            return;
        }

        if (version == 0)
        {
            scope.Start<TState>(stream, events);
        }
        else
        {
            scope.Append(stream, events);
        }
    }
}
