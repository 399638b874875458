using System.Collections.Immutable;
using WorkTracker.Api.Parties;
using WorkTracker.Api.Totals;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Entries;

/// <summary>An entry as it stands.</summary>
/// <param name="Version">To name in the next change.</param>
/// <param name="Endorsed">True where two reviewers approve in turn and the first has; else absent.</param>
/// <param name="Approved">The content that counts as approved, where it is not the submitted one.</param>
public sealed record EntryAnswer(
    Guid Id, long Version, EntryStatus Status, DepartmentAnswer Department, string Kind, int KindVersion, ContentAnswer Submitted, ContentAnswer? Approved,
    bool? Endorsed = null);

/// <param name="OccurredOn">发生日.</param>
/// <param name="CountsOn">计入日.</param>
/// <param name="Fields">By code: texts, numbers, yes or no, spans as from and until, parties with id and name.</param>
public sealed record ContentAnswer(
    string Program, DateOnly OccurredOn, DateOnly CountsOn, ImmutableArray<string> CoHosts, IReadOnlyDictionary<string, object> Fields)
{
    public static ContentAnswer Of(EntryContent content, PartyNames names) => new(
        content.Program, content.OccurredOn, content.CountsOn, content.CoHosts,
        content.Fields.ToDictionary(field => field.Key, field => Plain(field.Value, names), StringComparer.Ordinal));

    private static object Plain(FieldValue value, PartyNames names) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => number.Value,
        FieldValue.Flag flag => flag.Value,
        FieldValue.Span span => new SpanAnswer(span.From, span.Until),
        FieldValue.Parties parties => parties.Ids.Select(names.Of).ToArray(),
        _ => throw new InvalidOperationException($"No such value: {value}."),
    };
}

public sealed record SpanAnswer(DateOnly From, DateOnly Until);
