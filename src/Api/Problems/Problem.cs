using System.Collections.Immutable;
using System.Text.Json;
using WorkTracker.Api.Hosting;
using WorkTracker.Domain;

namespace WorkTracker.Api.Problems;

/// <summary>A refusal as RFC 9457 problem details: the one place where codes become a status and words.</summary>
public sealed record Problem(
    string Type, string Title, int Status, string Code, string? Detail, IReadOnlyList<object>? Faults, object? Current)
{
    public const string MediaType = "application/problem+json; charset=utf-8";

    /// <param name="refusal">Why.</param>
    /// <param name="current">The state that a stale change did not know.</param>
    public static IResult Of(Refusal refusal, object? current = null) => new ProblemResult(From(refusal.Code, refusal.Faults, current));

    /// <summary>With faults that say where they are in their own way.</summary>
    public static IResult Of(string code, IEnumerable<object> faults) => new ProblemResult(From(code, [], null) with { Faults = [.. faults] });

    public static IResult Of(string code) => new ProblemResult(From(code, [], null));

    public static Problem From(string code, ImmutableArray<Fault> faults, object? current)
    {
        var inside = faults.Where(fault => fault.Code != code).Select(fault => new ProblemFault(fault.Code, fault.Path, Message(fault))).ToList();
        var whole = faults.FirstOrDefault(fault => fault.Code == code);
        return new(
            $"urn:worktracker:problem:{code}", ProblemTexts.ResourceManager.GetString(code, null) ?? code, Statuses.Of(code), code,
            whole is null ? null : Message(whole), inside.Count == 0 ? null : inside, current);
    }

    /// <summary>What is wrong and how to mend it.</summary>
    public static string Message(Fault fault) =>
        FaultTexts.ResourceManager.GetString(fault.Code, null) is { } text ? text.With([.. fault.Particulars, "", "", ""]) : fault.Code;

    private sealed class ProblemResult(Problem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = problem.Status;
            httpContext.Response.ContentType = MediaType;
            return JsonSerializer.SerializeAsync(httpContext.Response.Body, problem, AnswerJson.Options, httpContext.RequestAborted);
        }
    }
}

/// <param name="Path">Where in what was sent, such as <c>fields.investment</c>; empty for the whole.</param>
public sealed record ProblemFault(string Code, string Path, string Message);
