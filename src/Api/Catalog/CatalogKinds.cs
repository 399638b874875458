using System.Text.Json;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Api.Catalog;

/// <summary>Reads a kind with its fields.</summary>
internal static class CatalogKinds
{
    private static readonly Dictionary<string, FieldType> Types = Enum.GetValues<FieldType>().ToDictionary(Written, StringComparer.Ordinal);

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

        return new(code, name, [.. fields]);
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
