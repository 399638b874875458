using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WorkTracker.Api.Hosting;
using WorkTracker.Domain;

namespace WorkTracker.Api.Problems;

/// <summary>A refusal as RFC 9457 problem details: the one place where codes become a status and words.</summary>
public sealed record Problem(
    string Type, string Title, int Status, string Code, string? Detail, IReadOnlyList<object>? Faults, object? Current)
{
    public const string MediaType = "application/problem+json; charset=utf-8";

    /// <summary>More faults than these help nobody; the number of the others is told.</summary>
    public const int MostFaults = 200;

    /// <summary>What is quoted of a text that somebody sent, in characters: an answer must not grow with the nonsense that it answers.</summary>
    private const int LongestQuotation = 400;

    /// <param name="refusal">Why.</param>
    /// <param name="current">The state that a stale change did not know.</param>
    public static IResult Of(Refusal refusal, object? current = null) => new ProblemResult(From(refusal.Code, refusal.Faults, current), refusal.Faults);

    /// <summary>With faults that say where they are in their own way.</summary>
    public static IResult Of(string code, IEnumerable<object> faults) => new ProblemResult(From(code, [], null) with { Faults = [.. faults] }, []);

    public static IResult Of(string code) => new ProblemResult(From(code, FaultTexts.ResourceManager.GetString(code, null) is null ? [] : [new(code, "")], null), []);

    public static Problem From(string code, ImmutableArray<Fault> faults, object? current)
    {
        var inside = faults.Where(fault => fault.Code != code).ToList();
        if (inside.Count > MostFaults + 1)
        {
            inside = [.. inside.Take(MostFaults), new("more-faults", "", (inside.Count - MostFaults).ToString(CultureInfo.InvariantCulture))];
        }

        var told = inside.ConvertAll(fault => new ProblemFault(fault.Code, Clipped(fault.Path), Message(fault)));
        var whole = faults.FirstOrDefault(fault => fault.Code == code);
        return new(
            $"urn:worktracker:problem:{code}", ProblemTexts.ResourceManager.GetString(code, null) ?? code, Statuses.Of(code), code,
            whole is not null ? Message(whole) : told.Count > 0 ? string.Concat(told.Take(3).Select(fault => fault.Message)) : null,
            told.Count == 0 ? null : told, current);
    }

    /// <summary>What is wrong and how to mend it.</summary>
    public static string Message(Fault fault) =>
        FaultTexts.ResourceManager.GetString(fault.Code, null) is { } text ? text.With([.. fault.Particulars.Select(Clipped), "", "", ""]) : fault.Code;

    private static string Clipped(string text) =>
        text.Length <= LongestQuotation ? text : text[..(char.IsHighSurrogate(text[LongestQuotation - 1]) ? LongestQuotation - 1 : LongestQuotation)] + "…";

    /// <summary>Of the problem that a request is being answered with; null where it is none.</summary>
    public static string? CodeOf(HttpContext http) => http.Items[typeof(Problem)] as string;

    /// <summary>What a request is being refused for, as it was found; empty where it is not, or not by faults.</summary>
    public static ImmutableArray<Fault> FaultsOf(HttpContext http) => http.Items[typeof(Fault)] is ImmutableArray<Fault> faults ? faults : [];

    private sealed class ProblemResult(Problem problem, ImmutableArray<Fault> faults) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => problem.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Items[typeof(Problem)] = problem.Code;
            httpContext.Items[typeof(Fault)] = faults;
            httpContext.Response.StatusCode = problem.Status;
            httpContext.Response.ContentType = MediaType;
            return JsonSerializer.SerializeAsync(httpContext.Response.Body, problem, AnswerJson.Options, httpContext.RequestAborted);
        }
    }
}

/// <param name="Path">Where in what was sent, such as <c>fields.investment</c>; empty for the whole.</param>
public sealed record ProblemFault(string Code, string Path, string Message);
