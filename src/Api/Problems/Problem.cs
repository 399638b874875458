using WorkTracker.Domain;

namespace WorkTracker.Api.Problems;

public static class Problem
{
    public static IResult Of(Refusal refusal) => Results.Problem(statusCode: 400, extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });

    public static string Message(Fault fault) => fault.Code;
}
