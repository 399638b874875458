using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Api.Catalog;

/// <summary>
/// Checks templates against the definitions as they will be, and that the ones which stay can still be filled. A fault is named at the template's text in
/// the document, with its line and column inside that text.
/// </summary>
internal static class PlannedTemplates
{
    public static void Plan(CatalogDraft draft)
    {
        foreach (var item in draft.Document.Templates.Where(item => item.Sound))
        {
            var stated = item.Value;
            var stored = draft.Definitions.FindTemplate(stated.Code);
            if (stored is null || stored.Name != stated.Name || stored.Text != stated.Text)
            {
                PlannedDefinitions.Define(
                    draft, stated, "templates", stated.Code, stated.Name, stored is null ? null : StatedPart.Of(new TemplateDefined(stored.Code, stored.Name, stored.Text)), StatedPart.Of(stated));
            }

            foreach (var fault in Faults(draft, new(stated.Code, stated.Name, 1, stated.Text)))
            {
                draft.Faults.Add(item.Node.Fault("text", fault.Code, [.. fault.Particulars]) with { Within = fault.Place });
            }
        }

        CheckTemplatesLeftAlone(draft);
    }

    /// <summary>A metric that becomes something else may leave a template without what it asks for.</summary>
    private static void CheckTemplatesLeftAlone(CatalogDraft draft)
    {
        var stated = draft.Document.Templates.Select(item => item.Value.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var item in draft.Document.Metrics.Where(item => item.Sound && !draft.IsDoubtful("metrics", item.Value.Code)))
        {
            foreach (var template in draft.Stored.Templates.Values.Select(versions => versions[^1])
                .Where(template => !stated.Contains(template.Code) && template.Text.Contains(item.Value.Code, StringComparison.Ordinal)))
            {
                foreach (var fault in Faults(draft, template).Where(fault => fault.Code.StartsWith("part-", StringComparison.Ordinal) || fault.Code is "parties-not-counted" or "entries-of-formula"))
                {
                    draft.Faults.Add(item.Node.Fault("code", "metric-breaks-template", template.Code, fault.Place.Line.ToString(CultureInfo.InvariantCulture), fault.Code));
                }
            }
        }
    }

    /// <summary>Nothing in it waits: a check asks no database.</summary>
    private static IReadOnlyList<TemplateFault> Faults(CatalogDraft draft, Template template) =>
        TemplateCheck.CheckAsync(template, draft.Definitions, draft.Tree).GetAwaiter().GetResult();
}
