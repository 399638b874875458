using System.Net.Http.Headers;
using System.Text;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.Commands;

/// <summary>Requests that are wrong before anything is decided.</summary>
public sealed class BadRequestTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Good = """{"kind": "lecture-held", "department": "431002", "program": "lectures", "occurredOn": "2022-03-18", "fields": {"title": "示例讲座"}}""";

    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "nothing", "", 400, "body-missing" },
        { "blanks", "  \n", 400, "body-malformed" },
        { "broken off", Good[..40], 400, "body-malformed" },
        { "two objects", Good + Good, 400, "body-malformed" },
        { "a comment", "{/* why */}", 400, "body-malformed" },
        { "a comma too many", """{"kind": "lecture-held",}""", 400, "body-malformed" },
        { "a number with a leading zero", """{"version": 01}""", 400, "body-malformed" },
        { "not a number", """{"version": NaN}""", 400, "body-malformed" },
        { "a property twice", """{"kind": "lecture-held", "kind": "lecture-held"}""", 400, "body-malformed" },
        { "a property twice, once escaped", """{"kind": "lecture-held", "k\u0069nd": "lecture-held"}""", 400, "body-malformed" },
        { "a hundred thousand brackets", new string('[', 100_000), 400, "body-malformed" },
        { "a list", $"[{Good}]", 400, "body-not-object" },
        { "a text", "\"entry\"", 400, "body-not-object" },
        { "null", "null", 400, "body-not-object" },
        { "a NUL in a text", Good.Replace("示例", "\\u0000", StringComparison.Ordinal), 400, "text-unstorable" },
        { "half a surrogate pair in a text", Good.Replace("示例", "\\ud83d", StringComparison.Ordinal), 400, "text-unstorable" },
        { "half a surrogate pair in a name", Good.Replace("title", "\\ud83d", StringComparison.Ordinal), 400, "text-unstorable" },
        { "a NUL in a name", Good.Replace("title", "a\\u0000", StringComparison.Ordinal), 400, "text-unstorable" },
        { "more than 1 MB", Good.Replace("示例", new string('x', 1_000_000), StringComparison.Ordinal), 413, "body-too-large" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_entry_is_refused(string wrong, string body, int status, string code)
    {
        var answer = await api.PostAsync("/api/entries", body);
        answer.Status.ShouldBe(status, wrong);
        answer.Code.ShouldBe(code, wrong);
    }

    public static TheoryData<string, string?, byte[], int, string> Encodings => new()
    {
        { "no content type", null, Encoding.UTF8.GetBytes(Good), 415, "media-type-unsupported" },
        { "plain text", "text/plain", Encoding.UTF8.GetBytes(Good), 415, "media-type-unsupported" },
        { "a form", "application/x-www-form-urlencoded", "kind=lecture-held"u8.ToArray(), 415, "media-type-unsupported" },
        { "JSON that says that it is Latin", "application/json; charset=iso-8859-1", Encoding.UTF8.GetBytes(Good), 415, "media-type-unsupported" },
        { "UTF-16", "application/json", Encoding.Unicode.GetBytes(Good), 400, "text-unstorable|body-malformed|encoding-invalid" },
        { "GB18030", "application/json", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Good), 400, "encoding-invalid" },
        { "half a character at the end", "application/json", [.. Encoding.UTF8.GetBytes(Good), 0xe7, 0xa4], 400, "encoding-invalid" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Only_JSON_in_UTF8_is_taken(string wrong, string? type, byte[] body, int status, string codes)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        var answer = await api.SendAsync(HttpMethod.Post, "/api/entries", content, Guid.NewGuid().ToString());
        answer.Status.ShouldBe(status, wrong);
        codes.Split('|').ShouldContain(answer.Code, wrong);
    }

    [Theory]
    [InlineData(null, "key-missing")]
    [InlineData("", "key-invalid")]
    [InlineData("00000000-0000-0000-0000-000000000000", "key-invalid")]
    [InlineData("two words", "key-invalid")]
    [InlineData("long", "key-invalid")]
    public async Task A_command_without_a_usable_key_is_refused(string? key, string code)
    {
        var answer = await api.SendAsync(
            HttpMethod.Post, "/api/entries", new StringContent(Good, Encoding.UTF8, "application/json"), key == "long" ? new('k', 201) : key);
        answer.Status.ShouldBe(400);
        answer.Code.ShouldBe(code);
    }

    /// <summary>Method, address, body, status and code.</summary>
    public static TheoryData<string, string, string?, int, string> Elsewhere => new()
    {
        { "GET", "/api/nowhere", null, 404, "not-found" },
        { "DELETE", "/api/entries", null, 405, "method-not-allowed" },
        { "GET", "/api/entries/not-an-id", null, 404, "entry-unknown" },
        { "GET", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11", null, 404, "entry-unknown" },
        { "GET", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/history", null, 404, "entry-unknown" },
        { "GET", "/api/entries/00000000-0000-8000-8000-00000000000c", null, 404, "entry-unknown" },
        { "GET", "/api/entries/00000000-0000-8000-8000-00000000000c/history", null, 404, "entry-unknown" },
        { "GET", "/api/entries?department=999999", null, 400, "query-invalid" },
        { "GET", "/api/entries?kind=dance-held", null, 400, "query-invalid" },
        { "GET", "/api/entries?program=dances", null, 400, "query-invalid" },
        { "GET", "/api/entries?status=lost", null, 400, "query-invalid" },
        { "GET", "/api/entries?from=yesterday", null, 400, "query-invalid" },
        { "GET", "/api/entries?after=-5", null, 400, "query-invalid" },
        { "GET", "/api/entries?limit=0", null, 400, "query-invalid" },
        { "GET", "/api/entries?limit=many", null, 400, "request-malformed" },
        { "GET", "/api/entries?kind=%00", null, 400, "text-unstorable" },
        { "GET", "/api/parties?q=%00", null, 400, "text-unstorable" },
        { "GET", "/api/parties?sort=planet", null, 400, "query-invalid" },
        { "GET", "/api/parties?after=x", null, 400, "query-invalid" },
        { "GET", "/api/parties/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11", null, 404, "party-unknown" },
        { "GET", "/api/imports/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11", null, 404, "import-unknown" },
        { "POST", "/api/entries/not-an-id/approval", """{"version": 1}""", 404, "entry-unknown" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", """{"version": 1}""", 404, "entry-unknown" },
        { "POST", "/api/entries/00000000-0000-8000-8000-00000000000c/approval", """{"version": 1}""", 404, "entry-unknown" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", "{}", 400, "content-invalid" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", """{"version": "1"}""", 400, "content-invalid" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", """{"version": 0}""", 400, "content-invalid" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", """{"version": 1e30}""", 400, "content-invalid" },
        { "POST", "/api/entries/7d0f3c52-6f0e-4b0a-9f6b-0d8f2f1f6a11/approval", """{"version": 1, "comment": "好"}""", 400, "content-invalid" },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task An_address_or_a_question_that_makes_no_sense_is_told_so(string method, string address, string? body, int status, string code)
    {
        var answer = await api.SendAsync(
            new(method), address, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), body is null ? null : Guid.NewGuid().ToString());
        answer.Status.ShouldBe(status, address);
        answer.Code.ShouldBe(code, address);
    }
}
