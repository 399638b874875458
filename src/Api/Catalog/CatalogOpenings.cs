using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Catalog;

/// <summary>Reads an opening balance with the parties that it lists.</summary>
internal static class CatalogOpenings
{
    public static StateOpening Opening(CatalogNode node)
    {
        var (metric, department) = (node.Wanted("metric"), node.Wanted("department"));
        node.Wanted("on");
        var (on, value) = (node.Day("on"), node.Number("value"));
        if (!node.Has("value") && !node.Has("parties"))
        {
            node.Add("value", "value-missing", "value");
        }

        return new(metric, department, on ?? default, value ?? 0, [.. node.Items("parties").Select(Party)]);
    }

    private static NamedParty Party(CatalogNode node)
    {
        var (sort, name, written) = (node.Wanted("sort"), PartyName.Tidy(node.Wanted("name", PartyName.MaxLength)), node.Text("credit-code"));
        if (sort.Length > 0 && !PartySort.All.Contains(sort))
        {
            node.Add("sort", "sort-unknown", sort, string.Join('、', PartySort.All));
        }

        string? creditCode = null;
        if (!string.IsNullOrEmpty(written))
        {
            if (UnifiedSocialCreditCode.TryParse(written, out var code, out var fault))
            {
                creditCode = code.Value;
            }
            else
            {
                node.Add("credit-code", fault.Code, written);
            }
        }

        node.RefuseUnknown();
        return new("", sort, name, creditCode);
    }
}
