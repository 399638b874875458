using WorkTracker.Domain;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Api.Catalog;

/// <summary>Brings the tree to what a document states of departments.</summary>
internal static class PlannedDepartments
{
    public static void Plan(CatalogDraft draft)
    {
        var items = draft.Document.Departments.Where(item => item.Sound).DistinctBy(item => item.Value.Code).ToDictionary(item => item.Value.Code, StringComparer.Ordinal);
        var (inOrder, unplaced) = StateDepartment.ParentsFirst(items.Values.Select(item => item.Value), draft.Tree);
        foreach (var stated in inOrder)
        {
            Plan(draft, items[stated.Code].Node, stated);
        }

        foreach (var (department, fault) in unplaced)
        {
            draft.Blame(items[department.Code].Node, fault);
        }
    }

    private static void Plan(CatalogDraft draft, CatalogNode node, StateDepartment stated)
    {
        var stored = draft.Tree.Find(stated.Code);
        switch (StateDepartment.Decide(stated, draft.Tree))
        {
            case Decision.Refused refused:
                foreach (var fault in refused.Reason.Faults)
                {
                    draft.Blame(node, fault);
                }

                break;
            case Decision.Accepted { Events: { IsEmpty: false } events }:
                draft.Departments(events);
                var change = stored is null ? "added" : events.Any(@event => @event is DepartmentClosed) ? "closed" : "changed";
                draft.Changes.Add(new("departments", stated.Code, stated.Name, change,
                    stored is null ? [] : StatedPart.Changes(StatedPart.Of(stored), StatedPart.Of(draft.Tree.Find(stated.Code)!))));
                break;
            default:
                break;
        }
    }
}
