using System.Text;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Catalog;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Api.Reports;

/// <param name="Version">Counts the definitions of this code from 1.</param>
/// <param name="Text">Absent in lists.</param>
public sealed record TemplateAnswer(string Code, string Name, int Version, string? Text);

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record TemplateFaultAnswer(string Code, int Line, int Column, string Message);

/// <summary>What can be used in a template here: names of the language, and codes of the catalog.</summary>
public sealed record TemplateHelp(
    IReadOnlyList<string> Tags, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters, IReadOnlyList<string> Names, IReadOnlyList<string> WindowMembers, IReadOnlyList<string> Styles,
    IReadOnlyList<string> HeadKeys, IReadOnlyList<NamedCode> Metrics, IReadOnlyList<NamedCode> Programs, IReadOnlyList<string> Levels, IReadOnlyList<string> Tagged);

public sealed record NamedCode(string Code, string Name);

public static class GetTemplates
{
    /// <summary>All templates, in their newest versions.</summary>
    /// <response code="200">Without their texts.</response>
    [ProducesResponseType<IReadOnlyList<TemplateAnswer>>(200)]
    public static async Task<IResult> ListAsync(HttpContext http, KnownDefinitions definitions, CancellationToken cancellation) =>
        Results.Ok((await SightAsync(http, definitions, cancellation)).Readable().Templates.Values.Select(versions => versions[^1])
            .OrderBy(template => template.Code, StringComparer.Ordinal).Select(template => new TemplateAnswer(template.Code, template.Name, template.Version, null)));

    /// <summary>A template. It is changed with the catalog, to a new version.</summary>
    /// <param name="code">A code.</param>
    /// <param name="version">The newest, when absent.</param>
    /// <response code="200">With its text.</response>
    /// <response code="404">No such template.</response>
    [ProducesResponseType<TemplateAnswer>(200)]
    public static async Task<IResult> FindAsync(string code, [FromQuery] int? version, HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var sight = await SightAsync(http, definitions, cancellation);
        return sight.Readable().FindTemplate(code, version) is { } found && sight.Sees(found)
            ? Results.Ok(new TemplateAnswer(found.Code, found.Name, found.Version, found.Text))
            : Problem.Of(new Refusal("template-unknown", [new("template-unknown", "code", code)]));
    }

    /// <summary>Everything that a template may use, for an editor.</summary>
    /// <response code="200">Names and codes.</response>
    [ProducesResponseType<TemplateHelp>(200)]
    public static async Task<IResult> HelpAsync(HttpContext http, KnownDefinitions known, CancellationToken cancellation)
    {
        var (all, tree, _) = await known.ReadAsync(cancellation);
        var definitions = new Sight(http.Rights(), all, tree).Readable();
        return Results.Ok(new TemplateHelp(
            TemplateLanguage.Tags, TemplateLanguage.Filters, TemplateCheck.Globals, TemplateLanguage.WindowMembers, TemplateLanguage.Styles, WorkTracker.Reports.Drafting.ReportHead.Keys,
            [.. definitions.CurrentMetrics.OrderBy(metric => metric.Code, StringComparer.Ordinal).Select(metric => new NamedCode(metric.Code, metric.Definition.Name))],
            [.. definitions.Programs.Values.OrderBy(program => program.Code, StringComparer.Ordinal).Select(program => new NamedCode(program.Code, program.Name))],
            [.. tree.ByCode.Values.Select(department => department.Level).Distinct().Order(StringComparer.Ordinal)],
            [.. tree.ByCode.Values.SelectMany(department => department.Tags).Distinct().Order(StringComparer.Ordinal)]));
    }

    /// <summary>Whether a text could be stored as a template; nothing is stored.</summary>
    /// <response code="200">Everything that is wrong with it, by line and column; empty where nothing is.</response>
    [ProducesResponseType<IReadOnlyList<TemplateFaultAnswer>>(200)]
    public static async Task<IResult> CheckAsync(HttpContext http, KnownDefinitions known, CancellationToken cancellation)
    {
        if (await RequestBytes.ReadAsync(http, TemplateText.MaxLength * 4) is not { } bytes)
        {
            return Problem.Of(new Refusal("body-too-large", [new("body-too-large", "", $"{TemplateText.MaxLength * 4}")]));
        }

        var (all, tree, _) = await known.ReadAsync(cancellation);
        var definitions = new Sight(http.Rights(), all, tree).Readable();
        var faults = await TemplateCheck.CheckAsync(new("check", "check", 1, Encoding.UTF8.GetString(bytes)), definitions, tree, cancellation);
        return Results.Ok(faults.Select(fault => new TemplateFaultAnswer(
            fault.Code, fault.Place.Line, fault.Place.Column, Problem.Message(new Fault(fault.Code, "", [.. fault.Particulars])))));
    }

    private static async Task<Sight> SightAsync(HttpContext http, KnownDefinitions definitions, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        return new(http.Rights(), known.Definitions, known.Tree);
    }
}
