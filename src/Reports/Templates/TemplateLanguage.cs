using WorkTracker.Domain.Reports;

namespace WorkTracker.Reports.Templates;

/// <summary>The words of the template language, for an editor's help.</summary>
public static class TemplateLanguage
{
    public static IReadOnlyList<string> Tags => TemplateParser.Tags;

    /// <summary>Filters with the names of their arguments.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Filters { get; } =
        OfferedFilters.Arguments.ToDictionary(filter => filter.Key, filter => (IReadOnlyList<string>)filter.Value, StringComparer.Ordinal);

    /// <summary>Of <c>report</c> and every other window.</summary>
    public static IReadOnlyList<string> WindowMembers => OfferedWindow.Names;

    public static IReadOnlyList<string> Styles { get; } = [.. WordingStyle.All.Select(style => style.Code)];
}
