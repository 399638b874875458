using WorkTracker.Api.Catalog;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>Templates for the test catalog.</summary>
internal static class ReportTemplates
{
    public const string Short = """
        ---
        appendix: false
        ---
        # {{ report.name }}报告

        举办讲座{{ "lectures.sessions" | figure: report }}，受众{{ "lectures.audience" | figure: report }}，历年累计{{ "lectures.sessions" | figure: report.until }}。参与企业{{ "wanqi.enterprises" | figure: report.until }}。

        {% assign lectures = "lectures.sessions" | entries: report %}
        {% for lecture in lectures %}
        {{ lecture.day }}，{{ lecture.title }}。

        {% endfor %}
        {% slot "亮点" %}
        （请填写）
        {% endslot %}
        """;

    public static async Task DefineAsync(RunningApi api, string code, string text)
    {
        var document = TemplateFile.AsDocument(code, text);
        var loaded = await api.Services.GetRequiredService<CatalogCommands>().LoadAsync(Issued.Of(Guid.NewGuid(), document, Actor.Local), document, dryRun: false, cancellation: TestContext.Current.CancellationToken);
        loaded.Faults.ShouldBeEmpty();
    }
}
