using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Catalog;

/// <param name="Version">Of the catalog's stream after the change.</param>
/// <param name="Position">Totals that have passed it count by the new definitions.</param>
/// <param name="Changes">What changes; empty where the document says what is stored.</param>
/// <param name="Moved">Of a document that was only tried: the totals of the whole that would move, by year and since the beginning.</param>
public sealed record CatalogAnswer(bool DryRun, long? Version, long? Position, IReadOnlyList<CatalogChange> Changes, IReadOnlyList<MovedTotal> Moved);

public static class CatalogEndpoints
{
    private const string Yaml = "application/yaml";
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var catalog = routes.MapGroup("/api/catalog").WithTags("目录");
        catalog.MapGet("", GetCatalog.HandleAsync).WithName("getCatalog").NeedsForExport(Act.ReadCatalog);
        catalog.MapPut("", PutAsync).WithName("putCatalog").Needs(Act.ChangeCatalog).WaitsForPosition().TakesText(Yaml, """
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

    /// <summary>Loads a catalog document. What it leaves out stays as it is; what it changes becomes a new version.</summary>
    /// <param name="dryRun">Only answers what would change, and which totals would move.</param>
    /// <response code="200">What changes.</response>
    /// <response code="400">Nothing is stored; each fault has its line, column and path.</response>
    [ProducesResponseType<CatalogAnswer>(200)]
    public static async Task<IResult> PutAsync([FromQuery] bool? dryRun, HttpContext http, CatalogCommands catalog)
    {
        if (await RequestBytes.ReadAsync(http, CatalogDocument.MaxLength * 2) is not { } bytes)
        {
            return Problem.Of(new Refusal("body-too-large", [new("body-too-large", "", $"{CatalogDocument.MaxLength * 2}")]));
        }

        string text;
        try
        {
            text = Utf8.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException)
        {
            return Problem.Of(new Refusal("encoding-invalid", [new("encoding-invalid", "")]));
        }

        if (http.Request.Headers.TryGetValue(CommandId.Header, out var key) && CommandId.Of(key) is null)
        {
            return Problem.Of(new Refusal("key-invalid", [new("key-invalid", CommandId.Header)]));
        }

        // Loading a document twice changes nothing, so a key is not needed to be safe; one that is given is kept.
        var id = CommandId.Of(key) ?? Guid.NewGuid();
        var loaded = await catalog.LoadAsync(Issued.Of(id, $"catalog {dryRun}\n{text}", CurrentActor.Of(http)), text, dryRun ?? false, http.RequestAborted);
        return loaded.Outcome switch
        {
            Outcome.Done done => Results.Ok(new CatalogAnswer(false, done.Version, done.Position, loaded.Changes, [])),
            Outcome.Nothing => Results.Ok(new CatalogAnswer(dryRun ?? false, null, null, loaded.Changes, loaded.Moved)),
            Outcome.Refused when loaded.Faults.Count > 0 => Problem.Of("catalog-invalid", loaded.Faults.Select(fault => CatalogFaults.Answer(fault))),
            _ => await CommandAnswer.OfAsync(loaded.Outcome, http),
        };
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
