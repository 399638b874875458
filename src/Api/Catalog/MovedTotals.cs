using WorkTracker.Api.Commands;
using WorkTracker.Api.Totals;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Figures;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Catalog;

/// <param name="Before">In the unit; absent where the metric is new or has no value.</param>
/// <param name="After">In the unit; absent where there will be no value.</param>
public sealed record MovedTotal(string Metric, string Name, string Unit, string Department, string Window, Basis Basis, decimal? Before, decimal? After);

/// <summary>What a document that is only tried would do to the totals of the whole: each metric that it touches, by year and since the beginning.</summary>
public sealed class MovedTotals(TotalsReader totals, TimeProvider time)
{
    /// <summary>So many years back, from today.</summary>
    private const int Years = 10;

    /// <summary>
    /// Those that may be seen as they are counted, as they would be, and by what is internal now, which totals may not have counted yet: a tried document opens nothing internal.
    /// </summary>
    internal async Task<IReadOnlyList<MovedTotal>> OfAsync(CatalogPlan plan, Sight now, CancellationToken cancellation)
    {
        await using var view = await totals.OpenAsync(cancellation: cancellation);
        if (view.Knowledge.Tree.Root is not { } root)
        {
            return [];
        }

        bool Sees(Metric metric) => new[] { view.Knowledge.Definitions, plan.Definitions }
            .All(definitions => new Sight(now.Rights, definitions, plan.Tree).Sees(metric, root.Code) && now.At(definitions, plan.Tree).Sees(metric, root.Code));
        var seen = Touched(plan).Where(metric => Sees(metric) && (view.Knowledge.Definitions.FindMetric(metric.Code) is not { } old || Sees(old)));
        var asked = seen.SelectMany(metric => Windows().SelectMany(window => new[] { Basis.Reported, Basis.Approved }
            .Select(basis => new Question(metric, root, window, basis)))).ToList();
        var after = await view.SupposeAsync(plan.Definitions, plan.Tree, asked, cancellation);
        var known = asked.Select(question => view.Knowledge.Definitions.FindMetric(question.Metric.Code) is { } metric ? question with { Metric = metric } : null).ToList();
        var before = (await view.AnswerAsync([.. known.OfType<Question>().Distinct()], cancellation)).ToDictionary(total => total.Question);
        return [.. known.Zip(after).Select(pair => Moved(pair.First is { } question ? before[question] : null, pair.Second)).OfType<MovedTotal>()];
    }

    private IEnumerable<Window> Windows()
    {
        var today = Today.In(time);
        yield return Window.SinceTheBeginning(today);
        foreach (var year in Enumerable.Range(today.Year - Years + 1, Years).Reverse())
        {
            yield return Window.TryParse($"{year:0000}", out var window) ? window : throw new InvalidOperationException($"No such year: {year}.");
        }
    }

    /// <summary>Metrics defined or opened anew, those that ask what the document says of departments, and all that are computed from them.</summary>
    private static List<Metric> Touched(CatalogPlan plan)
    {
        var departmentsMove = plan.DepartmentEvents.Any(moved => moved is DepartmentReclassified or DepartmentOpened or DepartmentClosed);
        var codes = plan.CatalogEvents.Select(moved => moved switch
        {
            MetricDefined metric => metric.Code,
            OpeningBalanceSet opening => opening.Metric,
            _ => null,
        }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var metrics = plan.Definitions.CurrentMetrics.OrderBy(metric => metric.Code, StringComparer.Ordinal).ToList();
        codes.UnionWith(metrics.Where(metric => departmentsMove && (metric.Definition.Where.AsksTheDepartment || metric.Measure is Measure.Computed)).Select(metric => metric.Code));
        while (metrics.Any(metric => metric.Measure is Measure.Computed computed && computed.Formula.Terms.Any(term => codes.Contains(term.Metric)) && codes.Add(metric.Code)))
        {
            // Until no more are found: formulas may rest on formulas.
        }

        return metrics.FindAll(metric => codes.Contains(metric.Code));
    }

    private static MovedTotal? Moved(Total? before, Total after)
    {
        var (was, willBe) = (before is null ? null : FigureReader.Printed(before), FigureReader.Printed(after));
        var metric = after.Question.Metric;
        return was == willBe || (before is null && willBe is null or 0)
            ? null
            : new(metric.Code, metric.Definition.Name, metric.Definition.Unit, after.Question.Department.Code, after.Question.Window.Text, after.Question.Basis,
                TotalAnswer.Plain(was), TotalAnswer.Plain(willBe));
    }
}
