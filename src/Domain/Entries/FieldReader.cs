using System.Globalization;
using System.Text.Json;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Domain.Entries;

/// <summary>Reads one given JSON value as a field of a kind asks; what does not fit becomes a fault at its path.</summary>
internal readonly struct FieldReader(string path, JsonElement value, DateOnly today, List<Fault> faults)
{
    private const int DefaultMaxLength = 2000;

    /// <summary>A thousand million million: above every real amount, and far inside <see cref="decimal"/>, so that sums stay exact.</summary>
    private const decimal LargestNumber = 1_000_000_000_000_000m;

    public string Path => path;

    public FieldValue? Plain(FieldDefinition field) => field.Type switch
    {
        FieldType.Whole => Number(field, decimals: 0),
        FieldType.Money => Number(field, decimals: 2),
        FieldType.Decimal or FieldType.Quantity => Number(field, field.Decimals ?? 6),
        FieldType.Day => Day(value) is { } day ? new FieldValue.Text(Iso(day)) : null,
        FieldType.DaySpan => Span(),
        FieldType.Text => Text(field),
        FieldType.Choice => Choice(field),
        FieldType.YesNo => Flag(),
        FieldType.Party or FieldType.Parties => throw new InvalidOperationException("Parties are read by Parties()."),
        _ => throw new InvalidOperationException($"No such type of field: {field.Type}."),
    };

    /// <summary>One name or a list of names, each text or an object with <c>name</c> and perhaps <c>sort</c> and <c>creditCode</c>.</summary>
    public IReadOnlyList<NamedParty> Parties(FieldDefinition field)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return Party(field, value, path) is { } one ? [one] : [];
        }

        var count = value.GetArrayLength();
        if (count > (field.Type == FieldType.Party ? 1 : ContentCheck.MostParties))
        {
            Fault(field.Type == FieldType.Party ? "party-single" : "parties-too-many", Invariant(count), Invariant(ContentCheck.MostParties));
            return [];
        }

        var reader = this;
        return [.. value.EnumerateArray()
            .Select((item, at) => reader.Party(field, item, string.Create(CultureInfo.InvariantCulture, $"{reader.Path}[{at}]")))
            .OfType<NamedParty>()];
    }

    private NamedParty? Party(FieldDefinition field, JsonElement item, string at)
    {
        string? name = null, creditCode = null, sort = field.Sorts[0];
        if (item.ValueKind == JsonValueKind.String)
        {
            name = item.GetString();
        }
        else if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in item.EnumerateObject())
            {
                switch (property.Name, property.Value.ValueKind)
                {
                    case ("name", JsonValueKind.String): name = property.Value.GetString(); break;
                    case ("sort", JsonValueKind.String): sort = property.Value.GetString()!; break;
                    case ("creditCode", JsonValueKind.String): creditCode = property.Value.GetString(); break;
                    case ("creditCode", JsonValueKind.Null): break;
                    default:
                        faults.Add(new("party-unreadable", at, property.Name));
                        return null;
                }
            }
        }
        else
        {
            faults.Add(new("party-unreadable", at, item.GetRawText()[..Math.Min(40, item.GetRawText().Length)]));
            return null;
        }

        return NamedParty.Read(field.Code, field.Name, field.Sorts, sort, name, creditCode, at, faults);
    }

    private FieldValue.Number? Number(FieldDefinition field, int decimals)
    {
        if (!TryNumber(out var number))
        {
            return null;
        }

        var (min, max) = (field.Min ?? 0m, field.Max ?? LargestNumber);
        if (number < min)
        {
            Fault("number-too-small", field.Name, Invariant(min));
        }
        else if (number > max)
        {
            Fault("number-too-large", field.Name, Invariant(max));
        }
        else if (decimal.Round(number, decimals) != number)
        {
            Fault("number-too-precise", field.Name, Invariant(decimals));
        }
        else
        {
            return new(number);
        }

        return null;
    }

    private bool TryNumber(out decimal number)
    {
        number = 0;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString()!.Trim(),
            _ => "",
        };
        if (text.Length is 0 or > 60 || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number))
        {
            Fault(LooksLikeANumber(text) ? "number-too-large" : "number-unreadable", text[..Math.Min(40, text.Length)], Invariant(LargestNumber));
            return false;
        }

        return true;
    }

    private static bool LooksLikeANumber(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is '.' or '-' or '+' or 'e' or 'E') && text.Any(char.IsAsciiDigit);

    private DateOnly? Day(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(given.GetString()!.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            if (day > today.AddYears(100))
            {
                Fault("day-in-future", Iso(day), Iso(today));
                return null;
            }

            return day;
        }

        Fault("day-unreadable", given.ToString());
        return null;
    }

    private FieldValue.Span? Span()
    {
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("from", out var first) || !value.TryGetProperty("until", out var last))
        {
            Fault("span-unreadable", value.ToString());
            return null;
        }

        if (Day(first) is not { } from || Day(last) is not { } until)
        {
            return null;
        }

        if (from > until)
        {
            Fault("span-reversed", Iso(from), Iso(until));
            return null;
        }

        return new(from, until);
    }

    private FieldValue.Text? Text(FieldDefinition field)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Fault("text-unreadable", field.Name);
            return null;
        }

        var text = value.GetString()!.Trim();
        var longest = field.MaxLength ?? DefaultMaxLength;
        if (text.Length > longest)
        {
            Fault("text-too-long", field.Name, Invariant(longest));
            return null;
        }

        return new(text);
    }

    private FieldValue.Text? Choice(FieldDefinition field)
    {
        if (value.ValueKind == JsonValueKind.String && field.Options.Contains(value.GetString()!.Trim()))
        {
            return new(value.GetString()!.Trim());
        }

        Fault("choice-unknown", value.ToString(), string.Join('、', field.Options));
        return null;
    }

    private FieldValue.Flag? Flag()
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;
        switch (value.ValueKind, text)
        {
            case (JsonValueKind.True, _) or (_, "是" or "true"):
                return new(true);
            case (JsonValueKind.False, _) or (_, "否" or "false"):
                return new(false);
            default:
                Fault("yes-no-unreadable", value.ToString());
                return null;
        }
    }

    private void Fault(string code, params string[] particulars) => faults.Add(new(code, path, particulars));

    private static string Invariant(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
