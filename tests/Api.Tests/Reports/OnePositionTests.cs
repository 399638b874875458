using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>All figures of a report are of one position, also while others keep reporting.</summary>
public sealed class OnePositionTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Writers = 4;
    private const int Positions = 12;

    /// <summary>Every lecture has ten listeners: a report of two positions would not come out even.</summary>
    private const string Template = """
        {% for month in report.months %}{{ "lectures.sessions" | figure: month, basis: "reported" }}{% endfor %}
        {{ "lectures.sessions" | figure: report, basis: "reported" }}，{{ "lectures.audience" | figure: report, basis: "reported" }}
        """;

    [Fact]
    public async Task P6_Parts_and_wholes_agree_in_every_report_drafted_while_entries_stream_in()
    {
        await ReportTemplates.DefineAsync(api, "parts", Template);
        await api.SeenAsync();
        var drafts = api.Services.GetRequiredService<ReportDrafts>();
        using var enough = new CancellationTokenSource();
        var streaming = Enumerable.Range(0, Writers).Select(writer => StreamAsync(writer, enough.Token)).ToList();
        var seen = new HashSet<long>();
        while (seen.Count < Positions)
        {
            var (draft, faults) = await drafts.FillAsync(new("parts", null, "2020", null, null), Sight.OfTheProgram, TestContext.Current.CancellationToken);
            faults.ShouldBeEmpty();
            var values = draft!.Figures.Select(figure => figure.Values[0]!.Value).ToList();
            var (months, whole, audience) = (values.Take(12).Sum(), values[^2], values[^1]);
            months.ShouldBe(whole);
            audience.ShouldBe(whole * 10);
            seen.Add(draft.Position);
        }

        await enough.CancelAsync();
        await Task.WhenAll(streaming);
    }

    private async Task StreamAsync(int month, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            month = (month % 12) + 1;
            (await api.PostAsync("/api/entries", Requests.Lecture($"2020-{month:00}-15", audience: 10))).Status.ShouldBe(201);
        }
    }
}
