namespace WorkTracker.Reports.Drafting;

/// <summary>
/// What stands before the text between two lines of <c>---</c>: the parts of an official document (GB/T 9704-2012, 7.2 and 7.4), each only where the
/// template has it, and what is to be added.
/// </summary>
/// <param name="Organ">发文机关标志.</param>
/// <param name="Number">发文字号.</param>
/// <param name="Signer">签发人.</param>
/// <param name="To">主送机关.</param>
/// <param name="Signed">署名.</param>
/// <param name="Dated">成文日期.</param>
/// <param name="Copies">抄送.</param>
/// <param name="IssuedBy">印发机关.</param>
/// <param name="IssuedOn">印发日期.</param>
/// <param name="Contents">A table of contents.</param>
/// <param name="Appendix">A list of all figures at the end.</param>
public sealed record ReportHead(
    string? Name, string? Organ, string? Number, string? Signer, string? To, string? Signed, string? Dated, string? Copies, string? IssuedBy, string? IssuedOn,
    bool Contents, bool Appendix)
{
    public static readonly IReadOnlyList<string> Keys =
        ["name", "organ", "number", "signer", "to", "signed", "dated", "copies", "issued-by", "issued-on", "contents", "appendix"];

    private const string Fence = "---";

    /// <summary>Each line of the head with its number, the lines of the text behind it; null where the text has no head.</summary>
    public static (IReadOnlyList<(int Line, string Key, string Value)> Lines, int TextFrom)? Split(string[] lines)
    {
        if (lines.Length == 0 || lines[0].Trim() != Fence)
        {
            return null;
        }

        var end = Array.FindIndex(lines, 1, line => line.Trim() == Fence);
        return end < 0 ? null : ([.. Enumerable.Range(1, end - 1).Where(at => lines[at].Trim().Length > 0).Select(at =>
            lines[at].Split(':', 2) is [var key, var value] ? (at + 1, key.Trim(), value.Trim()) : (at + 1, lines[at].Trim(), ""))], end + 1);
    }

    public static (ReportHead Head, string Text) Read(string rendered, Func<string, string> plain)
    {
        var lines = rendered.ReplaceLineEndings("\n").Split('\n');
        if (Split(lines) is not { } split)
        {
            return (new(null, null, null, null, null, null, null, null, null, null, false, false), rendered);
        }

        string? Of(string key) => split.Lines.Where(line => line.Key == key).Select(line => plain(line.Value)).LastOrDefault(value => value.Length > 0);
        return (new(
            Of("name"), Of("organ"), Of("number"), Of("signer"), Of("to"), Of("signed"), Of("dated"), Of("copies"), Of("issued-by"), Of("issued-on"),
            Of("contents") == "true", Of("appendix") == "true"), string.Join('\n', lines[split.TextFrom..]));
    }
}
