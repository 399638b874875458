using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>P6 and P8 of one total: parts make the whole, and the entries behind it contribute exactly it.</summary>
internal sealed class WholeAndParts(TotalsView view, Total total)
{
    private readonly Question question = total.Question;
    private readonly string name = Name(total.Question);

    public static string Name(Question question) =>
        $"{question.Metric.Code}@{question.Metric.Version} ({question.Metric.Definition.Measure}) of {question.Department.Code} in {question.Window.Text} {question.Basis}";

    public async Task CheckAsync()
    {
        switch (question.Metric.Measure)
        {
            case Measure.Count or Measure.Sum:
                await PartsSumAsync();
                break;
            case { CountsUnits: true }:
                await PartsUniteAsync();
                break;
            default:
                break;
        }

        await EntriesContributeAsync();
    }

    private async Task PartsSumAsync()
    {
        (await ChildrenAndOwnAsync()).Sum(part => part.Value).ShouldBe(total.Value, $"departments of {name}");
        (await view.ByProgramAsync(question)).Sum(part => part.Value).ShouldBe(total.Value!.Value, $"programs of {name}");
        if (question.Window.From is { } from)
        {
            (await view.AnswerAsync([.. Months(from, question.Window.Until).Select(month => question with { Window = month })]))
                .Sum(part => part.Value).ShouldBe(total.Value, $"months of {name}");
            await WhatIsNewAsync(from);
        }
    }

    /// <summary>历年累计 at the end = the one before + what is new, where no opening balance restates it in between.</summary>
    private async Task WhatIsNewAsync(DateOnly from)
    {
        var (before, after) = (question with { Window = Window.SinceTheBeginning(from.AddDays(-1)) }, question with { Window = Window.SinceTheBeginning(question.Window.Until) });
        if (view.OpeningsBehind(after).SequenceEqual(view.OpeningsBehind(before)))
        {
            var sums = await view.AnswerAsync([before, after]);
            (sums[0].Value + total.Value).ShouldBe(sums[1].Value, $"before, and new in, {name}");
        }
    }

    /// <summary>A union is no less than its largest part and no more than the sum of them.</summary>
    private async Task PartsUniteAsync()
    {
        (await view.ByPartyAsync(question)).Sum(part => part.Value).ShouldBe(total.Value!.Value - total.NotDeduplicated, $"parties of {name}");
        if (question.Metric.Measure is not Measure.SumOncePer)
        {
            var parts = await ChildrenAndOwnAsync();
            total.Value!.Value.ShouldBeInRange(parts.Max(part => part.Value!.Value), parts.Sum(part => part.Value!.Value), $"union of {name}");
        }
    }

    private async Task EntriesContributeAsync()
    {
        var behind = new List<EntryBehind>();
        IReadOnlyList<EntryBehind> page;
        do
        {
            page = await view.EntriesBehindAsync(question, behind.Count == 0 ? null : (behind[^1].Day, behind[^1].No), 5);
            behind.AddRange(page);
        }
        while (page.Count > 0);

        var openings = view.OpeningsBehind(question);
        var counted = await view.CountedByOpeningsAsync(question);
        counted.Keys.Except(openings.Select(opening => opening.Department)).ShouldBeEmpty($"openings behind {name}");
        (behind.Sum(entry => entry.Contribution) + openings.Sum(opening => opening.Value) + counted.Values.Sum()).ShouldBe(total.Value ?? 0, $"entries and openings behind {name}");
    }

    private Task<IReadOnlyList<Total>> ChildrenAndOwnAsync() => view.AnswerAsync(
        [.. view.Knowledge.Tree.Children(question.Department.Code).Select(child => question with { Department = child }), question with { OwnOnly = true }]);

    private static IEnumerable<Window> Months(DateOnly from, DateOnly until)
    {
        for (var month = Month.Of(from); month <= Month.Of(until); month = month.Plus(1))
        {
            yield return Window.Between(month.FirstDay < from ? from : month.FirstDay, month.LastDay > until ? until : month.LastDay);
        }
    }
}
