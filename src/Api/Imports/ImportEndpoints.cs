using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Imports;

public static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/api/imports").WithTags("导入");
        imports.MapPost("", HandleAsync).WithName("importEntries").Needs(Act.Report)
            .TakesText("text/csv", "单位,专项行动,发生日,题目,受众\n431002,lectures,2022-03-18,示例讲座,260\n");
        imports.MapGet("{id}", GetImport.HandleAsync).WithName("getImport").Needs(Act.ReadEntries);
    }

    /// <summary>Takes in a CSV file of entries of one kind: all of it, or nothing with everything that is wrong.</summary>
    /// <param name="kind">Code of the kind.</param>
    /// <param name="department">Code of the department, where the file has no column for it.</param>
    /// <param name="fileName">Kept with the import.</param>
    /// <response code="201">All rows are stored.</response>
    /// <response code="400">Nothing is stored; each fault names its row and column.</response>
    [ProducesResponseType<CommandAnswer>(201)]
    public static async Task<IResult> HandleAsync(
        [FromQuery] string? kind, [FromQuery] string? department, [FromQuery] string? fileName, HttpContext http, ImportCommands imports)
    {
        var (id, file, bytes, refused) = await ImportRequest.ReadAsync(http, fileName ?? "");
        if (file is null)
        {
            return refused!;
        }

        var asked = SHA256.HashData([.. Encoding.UTF8.GetBytes($"import {kind} {department}\n"), .. bytes]);
        return await CommandAnswer.OfAsync(
            await imports.ImportAsync(new(id, asked, CurrentActor.Of(http)), kind ?? "", department, file, http.RequestAborted), http, $"/api/imports/{id}");
    }
}
