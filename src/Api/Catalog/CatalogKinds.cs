using System.Text.Json;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Api.Catalog;

/// <summary>Reads a kind with its fields.</summary>
internal static class CatalogKinds
{
    private static readonly Dictionary<string, FieldType> Types = Enum.GetValues<FieldType>().ToDictionary(Written, StringComparer.Ordinal);

    private static readonly Dictionary<string, Approval> Approvals = Enum.GetValues<Approval>().ToDictionary(Written, StringComparer.Ordinal);
    private static readonly Dictionary<string, Role> Roles = Enum.GetValues<Role>().ToDictionary(Written, StringComparer.Ordinal);

    public static string Written(Approval approval) => JsonNamingPolicy.KebabCaseLower.ConvertName(approval.ToString());

    public static string Written(Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    /// <summary>A type as documents write it: <c>day-span</c>.</summary>
    public static string Written(FieldType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    public static KindDefined Kind(CatalogNode node)
    {
        var (code, name) = (node.Code(), node.Wanted("name"));
        var fields = new List<FieldDefinition>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Items("fields"))
        {
            var field = Field(item);
            item.RefuseUnknown();
            if (!codes.Add(field.Code) && field.Code.Length > 0)
            {
                item.Add("code", "code-repeated", field.Code);
            }

            fields.Add(field);
        }

        return new(code, name, [.. fields], Approval(node), Readers(node));
    }

    /// <summary>Null, as in an event, where it is the level above or not stated.</summary>
    private static Approval? Approval(CatalogNode node)
    {
        var written = node.Text("approval", 20);
        if (written is null || Approvals.TryGetValue(written, out var approval))
        {
            return written is null or "above" ? null : Approvals[written];
        }

        node.Add("approval", "approval-unknown", written, string.Join('、', Approvals.Keys));
        return null;
    }

    /// <summary>Null where every role may read.</summary>
    private static IReadOnlyList<Role>? Readers(CatalogNode node)
    {
        var written = node.Texts("readers");
        for (var at = 0; at < written.Length; at++)
        {
            if (!Roles.ContainsKey(written[at]))
            {
                node.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"readers[{at}]"), "role-unknown", written[at], string.Join('、', Roles.Keys));
            }
        }

        return written.IsEmpty ? null : [.. written.Where(Roles.ContainsKey).Select(name => Roles[name]).Distinct().Order()];
    }

    private static FieldDefinition Field(CatalogNode node)
    {
        var (code, name, written) = (node.Code(), node.Wanted("name"), node.Wanted("type"));
        var isKnown = Types.TryGetValue(written, out var type);
        if (written.Length > 0 && !isKnown)
        {
            node.Add("type", "type-unknown", written, string.Join('、', Types.Keys));
        }

        var required = node.Flag("required");
        var sorts = node.Texts("sorts");
        var (min, max, decimals, longest) = (node.Number("min"), node.Number("max"), node.Whole("decimals"), node.Whole("max-length"));
        var field = new FieldDefinition(code, name, type, required, sorts, min, max, decimals, longest, node.Text("unit", 20), node.Texts("options"));
        foreach (var fault in isKnown ? FieldCheck.Check(field) : [])
        {
            node.Add(fault.Path, fault.Code, fault.Particulars);
        }

        return field;
    }
}
