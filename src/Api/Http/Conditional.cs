using Microsoft.Net.Http.Headers;

namespace WorkTracker.Api.Http;

/// <summary>Conditional reading by RFC 9110, 13.1.2: the one place that compares what a reader has with what there is.</summary>
public static class Conditional
{
    /// <summary>
    /// Names the answer that is about to be given, and is 304 where the reader has it: one of the tags of <c>If-None-Match</c>, compared weakly,
    /// is its own, or it says <c>*</c>. Null where the answer must be given. Tags that cannot be read are none.
    /// </summary>
    public static IResult? NotModified(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        var own = EntityTagHeaderValue.Parse(tag);
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Equals(EntityTagHeaderValue.Any) || seen.Compare(own, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : null;
    }
}
