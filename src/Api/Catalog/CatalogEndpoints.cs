using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Catalog;

/// <param name="Version">The catalog's after the change, to be named in the next one's If-Match.</param>
/// <param name="Position">Totals that have passed it count by the new definitions. Absent where nothing was stored.</param>
/// <param name="Changes">What changes; empty where the document says what is stored.</param>
/// <param name="Moved">Of a document that was only tried: the totals of the whole that would move, by year and since the beginning.</param>
public sealed record CatalogAnswer(bool DryRun, string Version, long? Position, IReadOnlyList<CatalogChange> Changes, IReadOnlyList<MovedTotal> Moved);

public static class CatalogEndpoints
{
    private const string Yaml = "application/yaml";

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var catalog = routes.MapGroup("/api/catalog").WithTags("目录");
        catalog.MapGet("", GetCatalog.HandleAsync).WithName("getCatalog").NeedsForExport(Act.ReadCatalog);
        catalog.MapPut("", PutCatalog.HandleAsync).WithName("putCatalog").Needs(Act.ChangeCatalog).WaitsForPosition().TakesText(Yaml, """
            programs:
              - { code: lectures, name: 同心大讲堂 }
            kinds:
              - code: lecture-held
                name: 举办讲座
                fields:
                  - { code: title, name: 题目, type: text, required: true, max-length: 100 }
            metrics:
              - { code: lectures.sessions, name: 期数, unit: 期, measure: count, of: [lecture-held] }
            """);
        routes.MapGet("/api/departments", GetDepartmentsAsync).WithTags("单位").WithName("listDepartments").Needs(Act.ReadCatalog);
        routes.MapGet("/api/departments/{code}", GetDepartmentAsync).WithTags("单位").WithName("getDepartment").Needs(Act.ReadCatalog);
    }

    /// <summary>The tree of departments, parents before children.</summary>
    /// <response code="200">The departments that one may see, and those above them.</response>
    [ProducesResponseType<IReadOnlyList<DepartmentInTreeAnswer>>(200)]
    public static async Task<IResult> GetDepartmentsAsync(HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        var sight = new Sight(http.Rights(), known.Definitions, known.Tree);
        return Results.Ok(known.Tree.ByCode.Values.Where(sight.Names).OrderBy(department => department.Number).Select(DepartmentInTreeAnswer.Of));
    }

    /// <summary>One department.</summary>
    /// <response code="200">The department.</response>
    /// <response code="404">No such department.</response>
    [ProducesResponseType<DepartmentInTreeAnswer>(200)]
    public static async Task<IResult> GetDepartmentAsync(string code, HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return known.Tree.Find(code) is { } found && new Sight(http.Rights(), known.Definitions, known.Tree).Names(found)
            ? Results.Ok(DepartmentInTreeAnswer.Of(found))
            : Problem.Of(new Refusal("department-unknown", [new("department-unknown", "code", code)]));
    }
}

public sealed record DepartmentInTreeAnswer(string Code, string Name, string Level, IReadOnlyList<string> Tags, string? Parent, DateOnly? ClosedOn)
{
    public static DepartmentInTreeAnswer Of(Domain.Departments.Department department) =>
        new(department.Code, department.Name, department.Level, department.Tags, department.Parent, department.ClosedOn);
}
