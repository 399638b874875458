using System.Collections.Immutable;
using Fluid;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>
/// Whether a template can be filled: against definitions and departments, every branch of it, and then once as a whole with numbers that are not there yet.
/// </summary>
public static class TemplateCheck
{
    /// <summary>Names that every template has.</summary>
    public static readonly IReadOnlyList<string> Globals = ["report", "department", "basis"];

    /// <summary>The year of the window that a template is tried with.</summary>
    private static readonly Window Trial = Window.Between(new(2022, 1, 1), new(2022, 7, 18));

    public static async Task<IReadOnlyList<TemplateFault>> CheckAsync(Template template, Definitions definitions, DepartmentTree tree, CancellationToken cancellation = default)
    {
        if (Parse(template.Text, definitions, tree, out var faults) is not { } parsed)
        {
            return faults;
        }

        if (tree.Root is not { } root)
        {
            return [new(new(1, 1), "departments-missing")];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReportDrafting.LongestRun);
        var source = new ForeseenFigures(new Knowledge(0, definitions, tree, new()));
        var (_, fault) = await ReportDrafting.RunAsync(parsed, new Filling(new(template, root, Trial, Basis.Approved), source, limit.Token), cancellation);
        return fault is null ? [] : [fault];
    }

    /// <summary>Null, with every fault, where something in it is not to be had.</summary>
    internal static IFluidTemplate? Parse(string text, Definitions definitions, DepartmentTree tree, out IReadOnlyList<TemplateFault> faults)
    {
        if (TemplateText.Refusal(text) is { } refusal)
        {
            faults = [refusal];
            return null;
        }

        if (TemplateParser.Shared.Parse(TemplateText.WithoutTagLines(text), out var malformed) is not { } template)
        {
            faults = [malformed!];
            return null;
        }

        var visitor = new TemplateVisitor(definitions, tree);
        visitor.VisitTemplate(template);
        faults = [.. visitor.Faults.Concat(HeadFaults(text)).Distinct().OrderBy(fault => fault.Place.Line).ThenBy(fault => fault.Place.Column)];
        return faults.Count == 0 ? template : null;
    }

    private static ImmutableArray<TemplateFault> HeadFaults(string text) =>
        ReportHead.Split(text.ReplaceLineEndings("\n").Split('\n')) is { } head
            ? [.. head.Lines.Where(line => !ReportHead.Keys.Contains(line.Key)).Select(line => new TemplateFault(new(line.Line, 1), "head-key-unknown", line.Key, string.Join('、', ReportHead.Keys)))]
            : [];
}
