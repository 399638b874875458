using System.Collections.Immutable;
using System.Text.Json;

namespace WorkTracker.Domain.Entries;

/// <summary>
/// Content as somebody gave it, through any door, not yet checked. Days are ISO text; fields are JSON values by the field's code:
/// numbers as number or text, parties as <c>"name"</c> or <c>{"name": …, "creditCode": …}</c> or a list of these, spans as <c>{"from": …, "until": …}</c>.
/// </summary>
public sealed record ContentDraft(
    string? Program, string? OccurredOn, ImmutableArray<string> CoHosts, ImmutableDictionary<string, JsonElement> Fields);
