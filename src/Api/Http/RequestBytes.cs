using Microsoft.AspNetCore.Http.Features;

namespace WorkTracker.Api.Http;

/// <summary>A request's body as bytes, bounded.</summary>
public static class RequestBytes
{
    /// <summary>Null where the body is larger than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http, int most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        using var buffer = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
            return buffer.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
