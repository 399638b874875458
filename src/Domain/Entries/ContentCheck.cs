using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Entries;

/// <summary>
/// The one place where content is checked against its kind, whichever door it came through. Finds every fault, not only the first.
/// <c>today</c> is the day in Beijing.
/// </summary>
public sealed class ContentCheck(Definitions definitions, DepartmentTree tree, DateOnly today)
{
    /// <summary>Longer lists belong into several entries.</summary>
    public const int MostParties = 1000;

    private static readonly DateOnly EarliestDay = new(1949, 10, 1);

    private readonly List<Fault> faults = [];

    /// <summary>Null where <paramref name="found"/> holds faults.</summary>
    public CheckedContent? Check(string department, Kind kind, ContentDraft draft, out ImmutableArray<Fault> found)
    {
        faults.Clear();
        var occurredOn = OccurredOn(draft.OccurredOn);
        CheckDepartment(department, occurredOn);
        CheckProgram(draft.Program, occurredOn);
        CheckCoHosts(department, draft.CoHosts);

        var plain = ImmutableSortedDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        var parties = ImmutableArray.CreateBuilder<NamedParty>();
        foreach (var (code, value) in draft.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            var read = new FieldReader($"fields.{code}", value, today, faults);
            switch (kind.Field(code))
            {
                case null:
                    faults.Add(new("field-unknown", read.Path, code, string.Join('、', kind.Fields.Select(field => field.Code))));
                    break;
                case { } field when !ReadableText.Is(value):
                    faults.Add(new("text-unreadable", read.Path, field.Name));
                    break;
                case var _ when IsEmpty(value):
                    break;
                case { NamesParties: true } field:
                    parties.AddRange(read.Parties(field));
                    break;
                case var field when read.Plain(field) is { } held:
                    plain[code] = held;
                    break;
                default:
                    break;
            }
        }

        foreach (var field in kind.Fields.Where(field => field.Required && (!draft.Fields.TryGetValue(field.Code, out var value) || (ReadableText.Is(value) && IsEmpty(value)))))
        {
            faults.Add(new("field-missing", $"fields.{field.Code}", field.Name));
        }

        found = [.. faults];
        return faults.Count > 0 ? null : new(kind, draft.Program!, occurredOn!.Value, draft.CoHosts, plain.ToImmutable(), parties.ToImmutable());
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()))
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private DateOnly? OccurredOn(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(new("occurred-on-missing", "occurredOn"));
            return null;
        }

        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            faults.Add(new("day-unreadable", "occurredOn", text));
            return null;
        }

        if (day > today)
        {
            faults.Add(new("day-in-future", "occurredOn", text, Iso(today)));
        }
        else if (day < EarliestDay)
        {
            faults.Add(new("day-too-early", "occurredOn", text, Iso(EarliestDay)));
        }

        return day;
    }

    private void CheckDepartment(string code, DateOnly? occurredOn)
    {
        if (tree.Find(code) is not { } department)
        {
            faults.Add(new("department-unknown", "department", code));
        }
        else if (occurredOn > department.ClosedOn)
        {
            faults.Add(new("department-closed", "department", department.Name, Iso(department.ClosedOn.Value)));
        }
    }

    private void CheckProgram(string? code, DateOnly? occurredOn)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            faults.Add(new("program-missing", "program"));
        }
        else if (definitions.FindProgram(code) is not { } program)
        {
            faults.Add(new("program-unknown", "program", code));
        }
        else if (occurredOn > program.EndedOn)
        {
            faults.Add(new("program-ended", "program", program.Name, Iso(program.EndedOn.Value)));
        }
    }

    private void CheckCoHosts(string department, ImmutableArray<string> coHosts)
    {
        for (var at = 0; at < coHosts.Length; at++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"coHosts[{at}]");
            if (tree.Find(coHosts[at]) is null)
            {
                faults.Add(new("department-unknown", path, coHosts[at]));
            }
            else if (coHosts[at] == department || coHosts[..at].Contains(coHosts[at]))
            {
                faults.Add(new("co-host-repeated", path, coHosts[at]));
            }
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
