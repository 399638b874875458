using WorkTracker.Api.Http;

namespace WorkTracker.Api.Reports;

public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/reports").WithTags("报告");
        reports.MapPost("", PostReport.HandleAsync).WithName("draftReport").Takes("""
            {"template": "progress", "window": "2022-01-01..2022-07-18", "department": "431000", "basis": "approved"}
            """);
        reports.MapGet("", GetReports.ListAsync).WithName("listReports");
        reports.MapGet("{id}", GetReports.FindAsync).WithName("getReport");
        reports.MapGet("{id}/file", GetReportFile.WordAsync).WithName("getReportFile");
        reports.MapGet("{id}/pdf", GetReportFile.PdfAsync).WithName("getReportPdf");
        reports.MapGet("{id}/html", GetReportFile.HtmlAsync).WithName("previewReport");
        reports.MapGet("{id}/moved", GetReports.MovedAsync).WithName("getMovedFigures");
        reports.MapGet("{id}/differences", GetReports.DifferencesAsync).WithName("compareReports");
        reports.MapPost("{id}/freeze", PostFile.FreezeAsync).WithName("freezeReport").TakesFile();
        reports.MapPost("{id}/supersession", PostReport.SupersedeAsync).WithName("supersedeReport").Takes("""
            {"version": 2, "by": "0b6f4b0e-53a5-4a6e-9c53-0d6f7a3f2c11"}
            """);
        reports.MapPost("refresh", PostFile.RefreshAsync).WithName("refreshReport").TakesFile(key: false);
        var templates = routes.MapGroup("/api/templates").WithTags("报告模板");
        templates.MapGet("", GetTemplates.ListAsync).WithName("listTemplates");
        templates.MapGet("help", GetTemplates.HelpAsync).WithName("getTemplateHelp");
        templates.MapGet("{code}", GetTemplates.FindAsync).WithName("getTemplate");
        templates.MapPost("check", GetTemplates.CheckAsync).WithName("checkTemplate").TakesText("text/plain", "今年举办讲座{{ \"lectures.sessions\" | figure: report }}。", key: false);
    }
}
