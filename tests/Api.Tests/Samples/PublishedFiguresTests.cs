using System.Globalization;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Samples;
using WorkTracker.Projections.Verification;

namespace WorkTracker.Api.Tests.Samples;

public sealed class PublishedFiguresTests(SampleApi sample) : IClassFixture<SampleApi>
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Figures() =>
        PublishedFigures.Read(SampleApi.Folder).Figures.Select(figure => new TheoryDataRow<string, string, string>(figure.Figure, figure.Metric, figure.Window));

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task A_published_figure_comes_out_over_HTTP_in_value_and_wording(string figure, string metric, string window)
    {
        var published = PublishedFigures.Read(SampleApi.Folder).Figures.Single(item => item.Figure == figure && item.Metric == metric && item.Window == window);
        var answer = await GetAsync(
            $"/api/totals?metrics={metric}&department={published.Department}&window={window}&basis={published.Basis}&style={Uri.EscapeDataString(published.Style)}");
        var totals = answer.GetProperty("totals");
        var phrase = answer.TryGetProperty("phrase", out var together) ? together : totals[0].GetProperty("phrase");
        phrase.GetProperty("text").GetString().ShouldBe(published.Text);
        if (published.Value is { } value)
        {
            totals.GetArrayLength().ShouldBe(1);
            totals[0].GetProperty("value").GetDecimal().ShouldBe(decimal.Parse(value, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_row_of_the_published_list_has_a_figure() =>
        PublishedFigures.Read(SampleApi.Folder).Figures.Select(figure => int.Parse(figure.Figure, CultureInfo.InvariantCulture)).Distinct().ShouldBe(Enumerable.Range(1, 34));

    [Fact]
    public async Task What_is_reported_and_what_is_approved_differ_on_the_day_of_publication()
    {
        const string Address = "/api/totals?metrics=wanqi.enterprises&window=until:2022-07-18&basis=";
        var reported = await GetAsync(Address + "reported");
        var approved = await GetAsync(Address + "approved");
        reported.GetProperty("totals")[0].GetProperty("value").GetDecimal().ShouldBeGreaterThan(approved.GetProperty("totals")[0].GetProperty("value").GetDecimal());
    }

    [Fact]
    public async Task P2_Loading_the_sample_again_changes_nothing()
    {
        var again = await sample.LoadAsync();
        again.Position.ShouldBe(sample.Loaded.Position);
        again.Entries.ShouldBe(sample.Loaded.Entries);
    }

    [Fact]
    public async Task P5_The_loaded_sample_verifies()
    {
        var report = await Verification.RunAsync(
            sample.Services.GetRequiredService<IDocumentStore>(), sample.Services.GetRequiredService<NpgsqlDataSource>(), cancellation: TestContext.Current.CancellationToken);
        report.Differences.ShouldBeEmpty();
        report.Entries.ShouldBe(sample.Loaded.Entries);
    }

    [Fact]
    public async Task P8_The_entries_behind_a_published_sum_add_up_to_it()
    {
        decimal sum = 0;
        string? after = null;
        JsonElement page;
        do
        {
            page = await GetAsync($"/api/totals/projects.investment/entries?window=2022-01-01..2022-07-18&limit=50{(after is null ? "" : $"&after={after}")}");
            sum += page.GetProperty("entries").EnumerateArray().Sum(entry => entry.GetProperty("raw").GetDecimal());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        sum.ShouldBe(52_129_000_000m);
        page.GetProperty("total").GetProperty("raw").GetDecimal().ShouldBe(sum);
    }

    private async Task<JsonElement> GetAsync(string address)
    {
        var text = await sample.Http.GetStringAsync(address, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(text).RootElement;
    }
}
