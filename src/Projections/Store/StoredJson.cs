using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WorkTracker.Projections.Store;

/// <summary>JSON of events as stored: readable Chinese, camel case, enums in kebab case, no nulls, nothing that is derived.</summary>
public static class StoredJson
{
    public static readonly JsonConverter Enums = new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower);

    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create() => new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new FieldValueConverter(), Enums },
    };
}
