using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Catalog;

/// <summary>
/// What a document changes in what is stored: the events for both streams, the versions that they were planned on, and the difference for people.
/// Loading the same document twice changes nothing. Where there are faults, nothing of it is to be stored.
/// </summary>
internal sealed record CatalogPlan(
    Definitions Definitions,
    DepartmentTree Tree,
    int CatalogVersion,
    int DepartmentsVersion,
    ImmutableArray<object> CatalogEvents,
    ImmutableArray<object> DepartmentEvents,
    ImmutableArray<CatalogChange> Changes,
    ImmutableArray<CatalogFault> Faults)
{
    public bool IsEmpty => DepartmentEvents.IsEmpty && CatalogEvents.IsEmpty;

    /// <param name="document">With or without faults of its own, which come first among the plan's.</param>
    /// <param name="definitions">As stored.</param>
    /// <param name="tree">As stored.</param>
    /// <param name="idOf">Which party a name means in an opening balance.</param>
    public static CatalogPlan For(CatalogDocument document, Definitions definitions, DepartmentTree tree, Func<StateOpening, NamedParty, Guid> idOf)
    {
        var draft = new CatalogDraft(document, definitions, tree);
        PlannedDepartments.Plan(draft);
        PlannedDefinitions.Plan(draft);
        PlannedOpenings.Plan(draft, idOf);
        PlannedTemplates.Plan(draft);
        return new(
            draft.Definitions, draft.Tree, definitions.Version, tree.Version, [.. draft.CatalogEvents], [.. draft.DepartmentEvents], [.. draft.Changes],
            CatalogDocument.InOrder(document.Faults.Concat(draft.Faults)));
    }
}
