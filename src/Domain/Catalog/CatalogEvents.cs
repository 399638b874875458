using System.Collections.Immutable;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Domain.Catalog;

public sealed record ProgramOpened(string Code, string Name);

/// <summary>Nothing that occurred after <c>On</c> is reported to the program.</summary>
public sealed record ProgramEnded(string Code, DateOnly On);

/// <summary>
/// <c>Approval</c> is null for the level above, and <c>Readers</c> null where every role may read: what all kinds were before there were either.
/// </summary>
public sealed record KindDefined(
    string Code, string Name, ImmutableArray<FieldDefinition> Fields, Approval? Approval = null, IReadOnlyList<Role>? Readers = null);

/// <summary>
/// A way of counting entries. <c>Measure</c> is its text form, such as <c>sum investment once per project</c>, or null for a formula.
/// Amounts are divided by <c>Scale</c> and shown with <c>Decimals</c> places in <c>Unit</c>. <c>PartOf</c> names the whole that this is a 其中 of.
/// </summary>
public sealed record MetricDefined(
    string Code,
    string Name,
    string Unit,
    decimal Scale,
    int Decimals,
    string? Measure,
    ImmutableArray<string> Of,
    ImmutableArray<string> EndedBy,
    Filter Where,
    string? Formula,
    string? PartOf);

/// <summary>
/// 期初数: what a metric stood at for a department's own work at the end of a day. <c>Value</c> is the stated number for counts and sums,
/// and the number of unlisted parties otherwise; <c>Parties</c> are the listed ones. A later event for the same metric, department and day replaces it.
/// </summary>
public sealed record OpeningBalanceSet(string Metric, string Department, DateOnly On, decimal Value, ImmutableArray<Guid> Parties);

/// <summary>
/// A report's text, to be filled with figures: Liquid over Markdown, see docs/reference/report-templates.md. It was checked when it was stored.
/// </summary>
public sealed record TemplateDefined(string Code, string Name, string Text);
