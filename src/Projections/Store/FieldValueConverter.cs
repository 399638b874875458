using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Projections.Store;

/// <summary>A field's value by its JSON shape: text, number, true or false, an array of party ids, or a span.</summary>
public sealed class FieldValueConverter : JsonConverter<FieldValue>
{
    public override FieldValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new FieldValue.Text(reader.GetString()!),
        JsonTokenType.Number => new FieldValue.Number(reader.GetDecimal()),
        JsonTokenType.True => new FieldValue.Flag(true),
        JsonTokenType.False => new FieldValue.Flag(false),
        JsonTokenType.StartArray => ReadParties(ref reader),
        JsonTokenType.StartObject => ReadSpan(ref reader),
        _ => throw new JsonException($"No field value starts with {reader.TokenType}."),
    };

    public override void Write(Utf8JsonWriter writer, FieldValue value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case FieldValue.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case FieldValue.Number number:
                writer.WriteNumberValue(number.Value);
                break;
            case FieldValue.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case FieldValue.Parties parties:
                writer.WriteStartArray();
                foreach (var id in parties.Ids)
                {
                    writer.WriteStringValue(id);
                }

                writer.WriteEndArray();
                break;
            case FieldValue.Span span:
                writer.WriteStartObject();
                writer.WriteString("from", span.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteString("until", span.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            default:
                throw new JsonException($"No such field value: {value}.");
        }
    }

    private static FieldValue.Parties ReadParties(ref Utf8JsonReader reader)
    {
        var ids = new List<Guid>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ids.Add(reader.GetGuid());
        }

        return new([.. ids]);
    }

    private static FieldValue.Span ReadSpan(ref Utf8JsonReader reader)
    {
        DateOnly from = default, until = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            var day = DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            (from, until) = name == "from" ? (day, until) : (from, day);
        }

        return new(from, until);
    }
}
