using System.Text.Json;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

public sealed partial class TotalsView
{
    /// <summary>What entries say, each field as text for people by its code: parties by their names, yes and no as 是 and 否.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string>>> FieldsAsync(
        IReadOnlyCollection<Guid> entries, Basis basis, CancellationToken cancellation = default)
    {
        var contents = new List<(Guid Entry, JsonElement Fields)>();
        await using (var command = Sql.Of($"""
            select f.entry, f.fields from totals.fact f where f.entry = any({entries.ToArray()}) and f.basis = {(short)basis}::smallint and {at.Counts("f")}
            """).Command(connection))
        {
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                contents.Add((row.GetGuid(0), JsonDocument.Parse(row.GetString(1)).RootElement));
            }
        }

        var parties = contents.SelectMany(content => content.Fields.EnumerateObject()).Where(field => field.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(field => field.Value.EnumerateArray()).Select(item => item.TryGetGuid(out var party) ? party : Guid.Empty).ToHashSet();
        var names = await NamesAsync(parties, cancellation);
        return contents.ToDictionary(content => content.Entry, content => (IReadOnlyDictionary<string, string>)content.Fields.EnumerateObject()
            .ToDictionary(field => field.Name, field => Text(field.Value, names), StringComparer.Ordinal));
    }

    private static string Text(JsonElement value, IReadOnlyDictionary<Guid, string> names) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "是",
        JsonValueKind.False => "否",
        JsonValueKind.Array => string.Join('、', value.EnumerateArray().Select(item => item.TryGetGuid(out var party) ? names[party] : "")),
        JsonValueKind.Object => string.Join("至", value.EnumerateObject().Select(part => part.Value.ToString())),
        _ => value.GetRawText(),
    };
}
