using System.Collections.Immutable;
using System.Text.Json;
using WorkTracker.Domain;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Http;

/// <summary>Takes the known properties out of a JSON object; what has the wrong type or is not known becomes a fault.</summary>
public sealed class BodyReader(JsonElement body)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];

    public string? Text(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Wrong<string>(name, "property-not-text");

    /// <summary>Text that must be there.</summary>
    public string Wanted(string name)
    {
        var before = faults.Count;
        var text = Text(name);
        if (string.IsNullOrWhiteSpace(text) && faults.Count == before)
        {
            faults.Add(new("property-missing", name, name));
        }

        return text?.Trim() ?? "";
    }

    /// <summary>The version that the sender saw; must be there.</summary>
    public long Version()
    {
        if (Take("version") is not { } value)
        {
            faults.Add(new("version-missing", "version"));
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var version) && version > 0)
        {
            return version;
        }

        Wrong<string>("version", "property-not-whole");
        return 0;
    }

    /// <summary>A whole number; null where it is absent.</summary>
    public int? Whole(string name) => Take(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : Wrong<int?>(name, "property-not-whole");

    public ImmutableArray<string> Texts(string name)
    {
        if (Take(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            Wrong<string>(name, "property-not-texts");
            return [];
        }

        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    public ImmutableDictionary<string, JsonElement> Object(string name)
    {
        if (Take(name) is not { } value)
        {
            return ImmutableDictionary<string, JsonElement>.Empty;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong<string>(name, "property-not-object");
            return ImmutableDictionary<string, JsonElement>.Empty;
        }

        return value.EnumerateObject().ToImmutableDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
    }

    public ContentDraft Draft() => new(Text("program"), Text("occurredOn"), Texts("coHosts"), Object("fields"));

    /// <summary>All that is wrong, once everything wanted has been taken.</summary>
    public ImmutableArray<Fault> Faults() =>
        [.. faults, .. body.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => new Fault("property-unknown", property.Name, property.Name, string.Join('、', known)))];

    private JsonElement? Take(string name)
    {
        known.Add(name);
        return body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T? Wrong<T>(string name, string code)
    {
        faults.Add(new(code, name, name));
        return default;
    }
}
