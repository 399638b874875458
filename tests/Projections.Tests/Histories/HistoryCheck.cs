using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Tests.Totals;
using WorkTracker.Projections.Tests.Verification;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>Compares what is kept of a history with the reference, now and as known before.</summary>
public static class HistoryCheck
{
    public static async Task EverythingAsync(TestStore store, List<(long Position, Guid Stream, object Data)> stored, Random random)
    {
        var last = stored[^1].Position;
        await TotalsAsync(store, stored, random, last, asOf: null);
        for (var past = 0; past < 2; past++)
        {
            var position = random.NextInt64(1, last);
            await TotalsAsync(store, stored, random, position, position);
        }

        var report = await store.VerifyAsync();
        report.Differences.ShouldBeEmpty();
        (report.Position, report.Events).ShouldBe((last, stored.Count));
    }

    private static async Task TotalsAsync(
        TestStore store, List<(long Position, Guid Stream, object Data)> stored, Random random, long position, long? asOf)
    {
        var reference = new Reference(stored, position);
        await using var view = await store.Reader.OpenAsync(asOf);
        var questions = view.Knowledge.Definitions.EveryMetricVersion.OrderBy(metric => metric.Number)
            .SelectMany(metric => view.Knowledge.Tree.ByCode.Values.OrderBy(department => department.Number).SelectMany(department => Enumerable.Range(0, 2)
                .Select(_ => new Question(metric, department, RandomHistory.AnyWindow(random), (Basis)random.Next(2)))))
            .Where(_ => asOf is null || random.Next(3) == 0)
            .ToList();
        var totals = await view.AnswerAsync(questions);
        foreach (var total in totals)
        {
            var question = total.Question;
            total.Value.ShouldBe(
                reference.Value(question.Metric.Definition, question.Department.Code, question.Window, question.Basis), $"{WholeAndParts.Name(question)} at {position}");
        }

        foreach (var total in totals.Where(total => total.Question.Metric.Measure is not Measure.Computed && random.Next(6) == 0))
        {
            await new WholeAndParts(view, total).CheckAsync();
        }
    }
}
