using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Imports;

/// <summary>
/// What the columns of a file mean for a kind: by code or by Chinese name. Lists are separated by ；, a party is <c>name</c>, <c>name|sort</c> or
/// <c>name|sort|credit code</c>, a span is <c>first..last</c>; days may be written as spreadsheets do.
/// </summary>
internal sealed class ImportColumns
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    private readonly Dictionary<string, int> fixedColumns = new(StringComparer.Ordinal);
    private readonly List<(FieldDefinition Field, int Column)> fields = [];

    public List<Fault> Faults { get; } = [];

    public ImportColumns(Kind kind, ImportFile file)
    {
        for (var column = 0; column < file.Columns.Count; column++)
        {
            var name = file.Columns[column];
            if (Fixed(name) is { } known)
            {
                if (!fixedColumns.TryAdd(known, column))
                {
                    Faults.Add(Repeated(name));
                }
            }
            else if (kind.Fields.FirstOrDefault(field => field.Code == name || field.Name == name) is { } field)
            {
                if (fields.Exists(other => other.Field == field))
                {
                    Faults.Add(Repeated(name));
                }
                else
                {
                    fields.Add((field, column));
                }
            }
            else
            {
                Faults.Add(new("import-column-unknown", "rows[1]", name, string.Join('、', kind.Fields.Select(f => f.Name).Prepend("发生日").Prepend("专项行动").Prepend("单位"))));
            }
        }
    }

    private static Fault Repeated(string column) => new("import-column-repeated", "rows[1]", column);

    public string? Text(ImportRow row, string column) => fixedColumns.TryGetValue(column, out var at) && row.Cell(at) is { Length: > 0 } text ? text : null;

    public ContentDraft Draft(ImportRow row) => new(
        Text(row, "program"), Day(Text(row, "occurredOn")), [.. List(Text(row, "coHosts"))],
        fields.Where(field => row.Cell(field.Column).Length > 0).ToImmutableDictionary(field => field.Field.Code, field => Value(field.Field, row.Cell(field.Column)), StringComparer.Ordinal));

    private static string? Fixed(string name) => name switch
    {
        "ref" or "编号" => "ref",
        "department" or "单位" => "department",
        "program" or "专项行动" => "program",
        "occurredOn" or "发生日" => "occurredOn",
        "coHosts" or "联合举办单位" => "coHosts",
        _ => null,
    };

    private static JsonElement Value(FieldDefinition field, string cell) => field.Type switch
    {
        FieldType.Party or FieldType.Parties => Json(List(cell).Select(Party).ToArray()),
        FieldType.DaySpan when cell.Split("..") is [var from, var until] => Json(new { from = Day(from), until = Day(until) }),
        FieldType.Day => Json(Day(cell)),
        _ when field.IsNumber => Json(Number(cell)),
        _ => Json(cell),
    };

    private static object Party(string text) => text.Split('|', StringSplitOptions.TrimEntries) switch
    {
        [var name] => new { name },
        [var name, var sort] => new { name, sort },
        [var name, "", var creditCode] => new { name, creditCode },
        [var name, var sort, var creditCode] => new { name, sort, creditCode },
        _ => new { name = text },
    };

    private static string[] List(string? cell) => cell?.Split(['；', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;

    /// <summary>Thousands separators are dropped where they stand right.</summary>
    private static string Number(string text) =>
        text.Contains(',', StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number.ToString(text.Contains('.', StringComparison.Ordinal) ? "#,0.##########" : "#,0", CultureInfo.InvariantCulture).Split('.')[0] == text.Split('.')[0]
            ? text.Replace(",", "", StringComparison.Ordinal)
            : text;

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
