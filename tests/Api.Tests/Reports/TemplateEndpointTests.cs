using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Reports;

public sealed class TemplateEndpointTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task A_template_is_kept_in_versions_and_given_back_as_it_was_stored()
    {
        await ReportTemplates.DefineAsync(api, "versions", "# 一\n");
        await ReportTemplates.DefineAsync(api, "versions", "# 二\n");
        (await api.GetAsync("/api/templates/versions")).Json.GetProperty("version").GetInt32().ShouldBe(2);
        (await api.GetAsync("/api/templates/versions?version=1")).Json.GetProperty("text").GetString().ShouldBe("# 一\n");
        (await api.GetAsync("/api/templates")).Json.EnumerateArray().ShouldContain(template => template.GetProperty("code").GetString() == "versions");
        (await api.GetAsync("/api/templates/none")).Code.ShouldBe("template-unknown");
    }

    [Fact]
    public async Task A_text_is_checked_without_being_stored()
    {
        var answer = await CheckAsync("好\n{{ \"none\" | figure: report }}");
        answer.Status.ShouldBe(200);
        var fault = answer.Json.EnumerateArray().Single();
        (fault.GetProperty("code").GetString(), fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32()).ShouldBe(("metric-unknown", 2, 4));
        fault.GetProperty("message").GetString()!.ShouldContain("none");
    }

    [Fact]
    public async Task The_example_of_the_reference_is_a_template()
    {
        var reference = await File.ReadAllTextAsync(Path.Combine(Here(), "../../../docs/reference/report-templates.md"), TestContext.Current.CancellationToken);
        (await CheckAsync(reference.Split("```liquid\n")[1].Split("```")[0])).Json.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_help_lists_what_the_reference_names()
    {
        var help = (await api.GetAsync("/api/templates/help")).Json;
        var reference = await File.ReadAllTextAsync(Path.Combine(Here(), "../../../docs/reference/report-templates.md"), TestContext.Current.CancellationToken);
        foreach (var name in help.GetProperty("tags").EnumerateArray().Concat(help.GetProperty("headKeys").EnumerateArray()).Concat(help.GetProperty("windowMembers").EnumerateArray()).Select(name => name.GetString()!)
            .Concat(help.GetProperty("filters").EnumerateObject().Select(filter => filter.Name)))
        {
            reference.ShouldContain(name);
        }

        help.GetProperty("metrics").EnumerateArray().Select(metric => metric.GetProperty("code").GetString()).ShouldContain("wanqi.funds");
    }

    [Fact]
    public async Task A_report_becomes_a_PDF_where_LibreOffice_is_installed()
    {
        await ReportTemplates.DefineAsync(api, "short", ReportTemplates.Short);
        await api.SeenAsync();
        var drafted = await api.PostAsync("/api/reports", new { template = "short", window = "2019" });
        using var answer = await api.Http.GetAsync($"/api/reports/{drafted.Id}/pdf", TestContext.Current.CancellationToken);
        if (api.Services.GetRequiredService<PdfConversion>().IsInstalled)
        {
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Take(4).ShouldBe("%PDF"u8.ToArray());
        }
        else
        {
            ((int)answer.StatusCode).ShouldBe(503);
        }
    }

    private Task<Answer> CheckAsync(string text) => api.SendAsync(HttpMethod.Post, "/api/templates/check", new StringContent(text, Encoding.UTF8, "text/plain"), null);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
