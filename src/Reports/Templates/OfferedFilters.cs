using Fluid;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>The filters that templates may use; all others are refused before a template runs.</summary>
internal static class OfferedFilters
{
    public static readonly IReadOnlyDictionary<string, string[]> Arguments = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["figure"] = FigureFilter.Arguments,
        ["entries"] = EntriesFilter.EntriesArguments,
        ["parties"] = EntriesFilter.PartiesArguments,
        ["departments"] = ["of"],
        ["size"] = [],
        ["first"] = [],
        ["last"] = [],
    };

    public static readonly TemplateOptions Options = Create();

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions
        {
            StrictVariables = true,
            StrictFilters = true,
            MaxSteps = 100_000,
            MaxRecursion = 50,
            TimeZone = TimeZoneInfo.Utc,
            ModelNamesComparer = StringComparer.Ordinal,
        };
        options.Filters.AddFilter("figure", FigureFilter.AnswerAsync);
        options.Filters.AddFilter("entries", EntriesFilter.EntriesAsync);
        options.Filters.AddFilter("parties", EntriesFilter.PartiesAsync);
        options.Filters.AddFilter("departments", EntriesFilter.DepartmentsAsync);
        return options;
    }
}
