using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Reports;

public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/api/reports").WithTags("报告");
        reports.MapPost("", PostReport.HandleAsync).WithName("draftReport").Needs(Act.DraftReport).WaitsForPosition().Takes("""
            {"template": "progress", "window": "2022-01-01..2022-07-18", "department": "431000", "basis": "approved"}
            """);
        reports.MapGet("", GetReports.ListAsync).WithName("listReports").Needs(Act.ReadReports);
        reports.MapGet("{id}", GetReports.FindAsync).WithName("getReport").Needs(Act.ReadReports);
        reports.MapGet("{id}/file", GetReportFile.WordAsync).WithName("getReportFile").NeedsForExport(Act.ReadReports);
        reports.MapGet("{id}/pdf", GetReportFile.PdfAsync).WithName("getReportPdf").NeedsForExport(Act.ReadReports);
        reports.MapGet("{id}/html", GetReportFile.HtmlAsync).WithName("previewReport").NeedsForExport(Act.ReadReports).InTurn();
        reports.MapGet("{id}/moved", GetReports.MovedAsync).WithName("getMovedFigures").Needs(Act.ReadReports).WaitsForPosition().InTurn();
        reports.MapGet("{id}/differences", GetReports.DifferencesAsync).WithName("compareReports").Needs(Act.ReadReports);
        reports.MapPost("{id}/freeze", PostFile.FreezeAsync).WithName("freezeReport").Needs(Act.DraftReport).TakesFile();
        reports.MapPost("{id}/supersession", PostReport.SupersedeAsync).WithName("supersedeReport").Needs(Act.DraftReport).Takes("""
            {"version": 2, "by": "0b6f4b0e-53a5-4a6e-9c53-0d6f7a3f2c11"}
            """);
        reports.MapPost("refresh", PostFile.RefreshAsync).WithName("refreshReport").NeedsForExport(Act.DraftReport).WaitsForPosition().InTurn().TakesFile(key: false);
        var templates = routes.MapGroup("/api/templates").WithTags("报告模板");
        templates.MapGet("", GetTemplates.ListAsync).WithName("listTemplates").Needs(Act.ReadCatalog);
        templates.MapGet("help", GetTemplates.HelpAsync).WithName("getTemplateHelp").Needs(Act.ReadCatalog);
        templates.MapGet("{code}", GetTemplates.FindAsync).WithName("getTemplate").Needs(Act.ReadCatalog);
        templates.MapPost("check", GetTemplates.CheckAsync).WithName("checkTemplate").Needs(Act.CheckTemplate).TakesText("text/plain", "今年举办讲座{{ \"lectures.sessions\" | figure: report }}。", key: false);
    }
}
