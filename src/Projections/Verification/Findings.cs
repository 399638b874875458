using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Verification;

/// <summary>Collects what differs: every one is counted, the first of each subject are named.</summary>
internal sealed class Findings
{
    private readonly SortedDictionary<string, long> found = new(StringComparer.Ordinal);
    private readonly List<Difference> named = [];

    public ImmutableSortedDictionary<string, long> Found => found.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ImmutableArray<Difference> Named => [.. named];

    /// <summary>Reads what <see cref="Differing.Rows"/> asks for.</summary>
    public async Task ReadAsync(string subject, Sql rows, Knowledge knowledge, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = rows.Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var first = true;
        while (await row.ReadAsync(cancellation))
        {
            if (first)
            {
                found[subject] = found.GetValueOrDefault(subject) + row.GetInt64(2);
                first = false;
            }

            if (named.Count(difference => difference.Subject == subject) < Verification.MostNamed)
            {
                named.Add(Name(subject, Row(row, 0), Row(row, 1), knowledge));
            }
        }
    }

    private static Difference Name(string subject, JsonObject? kept, JsonObject? recomputed, Knowledge knowledge)
    {
        var either = (kept ?? recomputed)!;
        var metric = Number(either, "metric") is { } number
            ? knowledge.Definitions.EveryMetricVersion.FirstOrDefault(metric => metric.Number == number) is { } known
                ? string.Create(CultureInfo.InvariantCulture, $"{known.Code}@{known.Version}") : string.Create(CultureInfo.InvariantCulture, $"#{number}")
            : null;
        var department = Number(either, "department") is { } at
            ? knowledge.Tree.ByCode.Values.FirstOrDefault(department => department.Number == at)?.Code ?? string.Create(CultureInfo.InvariantCulture, $"#{at}")
            : null;
        var month = Number(either, "month") is { } counted and >= 12 ? new Month(counted).ToString() : Text(either, "day")?[..7] ?? Text(either, "counts_on")?[..7];
        return new(
            subject, metric, department, month, Id(either, "entry") ?? Id(either, "id"), Id(either, "party"),
            Unlike(kept, recomputed), Unlike(recomputed, kept));
    }

    /// <summary>The columns of one that are not so in the other; all of them where there is no other.</summary>
    private static string? Unlike(JsonObject? one, JsonObject? other) => one is null ? null : new JsonObject(
        one.Where(column => other is null || !JsonNode.DeepEquals(column.Value, other[column.Key]))
            .Select(column => KeyValuePair.Create(column.Key, column.Value?.DeepClone()))).ToJsonString(StoredJson.Options);

    private static JsonObject? Row(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : JsonNode.Parse(row.GetString(at))!.AsObject();

    private static int? Number(JsonObject row, string column) => row[column] is { } value ? (int)value : null;

    private static string? Text(JsonObject row, string column) => row[column] is { } value ? (string?)value : null;

    private static Guid? Id(JsonObject row, string column) => row[column] is { } value ? (Guid)value : null;
}
