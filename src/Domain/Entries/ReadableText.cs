using System.Text;
using System.Text.Json;

namespace WorkTracker.Domain.Entries;

/// <summary>Text that can be kept: PostgreSQL takes neither U+0000 nor half a surrogate pair, and JSON may hold both.</summary>
internal static class ReadableText
{
    public static bool Is(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0 or 0xFFFD)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of every name and text in it, at any depth.</summary>
    public static bool Is(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => Is(value.GetString()!),
                JsonValueKind.Array => value.EnumerateArray().All(Is),
                JsonValueKind.Object => value.EnumerateObject().All(property => Is(property.Name) && Is(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a pair: JsonElement lets it through until it is read.
            return false;
        }
    }
}
