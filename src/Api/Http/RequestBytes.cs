using Microsoft.AspNetCore.Http.Features;

namespace WorkTracker.Api.Http;

/// <summary>A request's body as bytes, bounded.</summary>
public static class RequestBytes
{
    /// <summary>
    /// Null where the body is larger than <paramref name="most"/>. One that is not much larger is read to its end nevertheless: a sender who is still
    /// sending would see a broken connection instead of the answer.
    /// </summary>
    public static async Task<byte[]?> ReadAsync(HttpContext http, int most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = 2L * most;
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0;)
            {
                buffer.Write(chunk.AsSpan(0, (int)Math.Min(read, most + 1 - buffer.Length)));
            }

            return buffer.Length > most ? null : buffer.ToArray();
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
