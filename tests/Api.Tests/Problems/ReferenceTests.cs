using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text;
using WorkTracker.Api.Catalog;
using WorkTracker.Api.Problems;

namespace WorkTracker.Api.Tests.Problems;

/// <summary>docs/reference/http-errors.md says what the program says. Rewritten by a run with WORKTRACKER_WRITE_DOCS=1.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public async Task The_reference_of_errors_lists_every_code_with_its_words()
    {
        var path = Path.Combine(Root(), "docs", "reference", "http-errors.md");
        if (Environment.GetEnvironmentVariable("WORKTRACKER_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, Reference(), TestContext.Current.CancellationToken);
        }

        (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ShouldBe(Reference());
    }

    private static string Reference() => $$"""
        # What the HTTP interface answers when it refuses

        Every refusal is a problem document (RFC 9457), `application/problem+json`:

        ```json
        {
          "type": "urn:worktracker:problem:content-invalid",
          "title": "填写的内容有误",
          "status": 400,
          "code": "content-invalid",
          "detail": "“投入资金”不能小于 0。",
          "faults": [{ "code": "number-too-small", "path": "fields.funds", "message": "“投入资金”不能小于 0。" }]
        }
        ```

        `code` is stable; decide by it, never by the words. `detail` says what is wrong and how to mend it. `faults` lists every single fault with its place,
        at most {{Problem.MostFaults}} of them and a last one, `more-faults`, with the number of the others; in an import the place begins with the row, counted as a spreadsheet does.
        `stale-version` carries `current`: what is there now. A refused command is not remembered: mended, it may be sent again under the same `Idempotency-Key`.

        This page is written by the tests (`WORKTRACKER_WRITE_DOCS=1`) from what the program says; a test fails where they differ.

        ## Problems

        | Status | Code | Title |
        |---|---|---|
        {{Rows(Statuses.Codes.OrderBy(Statuses.Of).ThenBy(code => code, StringComparer.Ordinal).Select(code => $"| {Statuses.Of(code)} | `{code}` | {ProblemTexts.ResourceManager.GetString(code, CultureInfo.InvariantCulture)} |"))}}

        ## Faults

        | Code | Message |
        |---|---|
        {{Rows(Texts(FaultTexts.ResourceManager))}}

        ## Faults of a catalog

        Beside those above, each with line and column.

        | Code | Message |
        |---|---|
        {{Rows(Texts(CatalogTexts.ResourceManager))}}

        """;

    private static string Rows(IEnumerable<string> rows) => new StringBuilder().AppendJoin('\n', rows).ToString();

    private static IEnumerable<string> Texts(ResourceManager texts) =>
        texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!.Cast<DictionaryEntry>()
            .OrderBy(entry => (string)entry.Key, StringComparer.Ordinal)
            .Select(entry => $"| `{entry.Key}` | {((string)entry.Value!).Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ")} |");

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
