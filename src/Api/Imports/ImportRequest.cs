using Microsoft.Net.Http.Headers;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Imports;

/// <summary>The body of a request that takes in a file, with its <c>Idempotency-Key</c>.</summary>
public static class ImportRequest
{
    /// <summary>Where there is no file, the refusal.</summary>
    public static async Task<(Guid Id, ImportFile? File, byte[] Bytes, IResult? Refused)> ReadAsync(HttpContext http, string name)
    {
        if (CommandId.Of(http.Request.Headers[CommandId.Header]) is not { } id)
        {
            var code = http.Request.Headers.ContainsKey(CommandId.Header) ? "key-invalid" : "key-missing";
            return Refuse(new(code, [new(code, CommandId.Header)]));
        }

        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(new("media-type-unsupported", [new("import-media-type", "Content-Type", http.Request.ContentType ?? "")]));
        }

        if (await RequestBytes.ReadAsync(http, ImportFile.MaxBytes) is not { } bytes)
        {
            return Refuse(new("body-too-large", [new("body-too-large", "", $"{ImportFile.MaxBytes}")]));
        }

        var (file, fault) = ImportFile.Read(name, bytes);
        return file is null ? Refuse(new("import-invalid", [fault!])) : (id, file, bytes, null);
    }

    private static (Guid, ImportFile?, byte[], IResult?) Refuse(Refusal refusal) => (Guid.Empty, null, [], Problem.Of(refusal));
}
