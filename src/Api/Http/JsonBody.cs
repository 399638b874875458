using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.Http;

/// <summary>
/// The body of a request that changes something, with its <c>Idempotency-Key</c>: strict JSON in UTF-8, an object, no property twice, nothing that
/// cannot be stored. Numbers keep their text.
/// </summary>
public sealed class JsonBody : IDisposable
{
    public const int MaxBytes = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 12, AllowDuplicateProperties = false };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly JsonDocument document;

    private JsonBody(JsonDocument document, Issued issued) => (this.document, Issued) = (document, issued);

    public Issued Issued { get; }

    public JsonElement Root => document.RootElement;

    public static async Task<(JsonBody? Body, IResult? Refused)> ReadAsync(HttpContext http)
    {
        return CommandId.Of(http.Request.Headers[CommandId.Header]) is { } id
            ? await ReadAsync(http, id, CurrentActor.Of(http))
            : Refuse(http.Request.Headers.ContainsKey(CommandId.Header) ? "key-invalid" : "key-missing", CommandId.Header);
    }

    /// <summary>Of a request that is about the session itself: done again it does no harm, so it needs no key.</summary>
    public static Task<(JsonBody? Body, IResult? Refused)> ReadWithoutKeyAsync(HttpContext http) =>
        ReadAsync(http, Guid.NewGuid(), SignedIn.Find(http)?.Actor ?? WhoAsks.Unknown(http));

    private static async Task<(JsonBody? Body, IResult? Refused)> ReadAsync(HttpContext http, Guid id, Actor actor)
    {
        if (!IsJson(http.Request))
        {
            return Refuse("media-type-unsupported", "Content-Type", http.Request.ContentType ?? "");
        }

        if (await RequestBytes.ReadAsync(http, MaxBytes) is not { } bytes)
        {
            return Refuse("body-too-large", "", MaxBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return Parse(bytes, http, id, actor);
    }

    public void Dispose() => document.Dispose();

    private static (JsonBody?, IResult?) Parse(byte[] bytes, HttpContext http, Guid id, Actor actor)
    {
        if (bytes.Length == 0)
        {
            return Refuse("body-missing", "");
        }

        JsonDocument document;
        try
        {
            // JSON is UTF-8 (RFC 8259, 8.1); a reader that only replaces bad bytes would store something else than was sent.
            document = JsonDocument.Parse(Utf8.GetString(bytes), Strict);
        }
        catch (DecoderFallbackException)
        {
            return Refuse("encoding-invalid", "");
        }
        catch (JsonException e)
        {
            return Refuse("body-malformed", "", $"{e.LineNumber + 1}", $"{e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // Looking for repeated names, the parser met one that is no text.
            return Refuse("text-unstorable", "");
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            return Refuse("body-not-object", "");
        }

        if (Unstorable(document.RootElement, "") is { } path)
        {
            document.Dispose();
            return Refuse("text-unstorable", path);
        }

        var asked = SHA256.HashData([.. Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"), .. bytes]);
        return (new(document, new(id, asked, actor)), null);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The path of a text or name that holds half a surrogate pair or a NUL, neither of which can be stored; null where there is none.</summary>
    private static string? Unstorable(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Select(property => Unstorable(property, path)).FirstOrDefault(found => found is not null),
        JsonValueKind.Array => element.EnumerateArray().Select((item, at) => Unstorable(item, $"{path}[{at}]")).FirstOrDefault(found => found is not null),
        JsonValueKind.String => IsStorable(element.GetString) ? null : path,
        _ => null,
    };

    private static string? Unstorable(JsonProperty property, string path) =>
        !IsStorable(() => property.Name) ? path : Unstorable(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}");

    /// <summary>The reader throws where escapes make no text.</summary>
    private static bool IsStorable(Func<string?> read)
    {
        try
        {
            return !read()!.Contains('\0', StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static (JsonBody?, IResult?) Refuse(string code, string path, params string[] particulars) =>
        (null, Problem.Of(new Refusal(code, [new(code, path, particulars)])));
}
