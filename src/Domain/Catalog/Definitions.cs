using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>
/// What the catalog defines: programs, kinds, metrics, opening balances and templates, folded from their one stream. <c>Version</c> is the stream's.
/// Every version of a kind, metric or template stays: <c>Kinds</c>, <c>Metrics</c> and <c>Templates</c> hold them in order, the last is the one in use.
/// </summary>
public sealed record Definitions(
    int Version,
    ImmutableDictionary<string, Program> Programs,
    ImmutableDictionary<string, ImmutableList<Kind>> Kinds,
    ImmutableDictionary<string, ImmutableList<Metric>> Metrics,
    ImmutableList<OpeningBalance> OpeningBalances,
    ImmutableDictionary<string, ImmutableList<Template>> Templates)
{
    public static readonly Definitions Empty = new(
        0,
        ImmutableDictionary.Create<string, Program>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableList<Kind>>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableList<Metric>>(StringComparer.Ordinal),
        [],
        ImmutableDictionary.Create<string, ImmutableList<Template>>(StringComparer.Ordinal));

    public static Definitions Evolve(Definitions definitions, object @event)
    {
        var next = definitions with { Version = definitions.Version + 1 };
        return @event switch
        {
            ProgramOpened e => next with { Programs = next.Programs.SetItem(e.Code, new(e.Code, e.Name, null)) },
            ProgramEnded e => next with { Programs = next.Programs.SetItem(e.Code, next.Programs[e.Code] with { EndedOn = e.On }) },
            KindDefined e => next with { Kinds = Append(next.Kinds, e.Code, version => new Kind(e.Code, e.Name, version, e.Fields, e.Approval ?? Approval.Above, [.. e.Readers ?? []])) },
            MetricDefined e => next with { Metrics = Append(next.Metrics, e.Code, version => new Metric(next.Version, version, e, MeasureOf(e))) },
            OpeningBalanceSet e => next with { OpeningBalances = Replace(next.OpeningBalances, new(e.Metric, e.Department, e.On, e.Value, e.Parties)) },
            TemplateDefined e => next with { Templates = Append(next.Templates, e.Code, version => new Template(e.Code, e.Name, version, e.Text)) },
            _ => next,
        };
    }

    public Program? FindProgram(string code) => Programs.GetValueOrDefault(code);

    /// <summary>The newest version of a kind, or the one asked for.</summary>
    public Kind? FindKind(string code, int? version = null) =>
        Kinds.GetValueOrDefault(code) is { } all ? (version is { } v ? all.Find(kind => kind.Version == v) : all[^1]) : null;

    /// <summary>The newest version of a metric, or the one asked for.</summary>
    public Metric? FindMetric(string code, int? version = null) =>
        Metrics.GetValueOrDefault(code) is { } all ? (version is { } v ? all.Find(metric => metric.Version == v) : all[^1]) : null;

    /// <summary>The newest version of a template, or the one asked for.</summary>
    public Template? FindTemplate(string code, int? version = null) =>
        Templates.GetValueOrDefault(code) is { } all ? (version is { } v ? all.Find(template => template.Version == v) : all[^1]) : null;

    public IEnumerable<Metric> CurrentMetrics => Metrics.Values.Select(versions => versions[^1]);

    public IEnumerable<Metric> EveryMetricVersion => Metrics.Values.SelectMany(versions => versions);

    /// <summary>A definition was checked when it was stored: text that cannot be read is a bug or a damaged store.</summary>
    private static Measure MeasureOf(MetricDefined e) => e switch
    {
        { Formula: { } text } when FormulaParser.TryParse(text, out var formula, out _) => new Measure.Computed(formula),
        { Measure: { } text } when Measure.TryParse(text, out var measure) => measure,
        _ => throw new FormatException($"Metric {e.Code} has neither a readable measure nor a readable formula."),
    };

    private static ImmutableDictionary<string, ImmutableList<T>> Append<T>(
        ImmutableDictionary<string, ImmutableList<T>> all, string code, Func<int, T> make)
    {
        var versions = all.GetValueOrDefault(code) ?? [];
        return all.SetItem(code, versions.Add(make(versions.Count + 1)));
    }

    private static ImmutableList<OpeningBalance> Replace(ImmutableList<OpeningBalance> all, OpeningBalance set) =>
        all.RemoveAll(old => old.Metric == set.Metric && old.Department == set.Department && old.On == set.On).Add(set);
}
