using System.Net;
using System.Text;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Html;

/// <summary>A draft for the screen: every figure is marked and leads to the entries behind it. Nothing in it runs or is fetched from elsewhere.</summary>
public static class HtmlReport
{
    private const string Look = """
        body{max-width:46em;margin:2em auto;padding:0 1em;font:1.05em/1.9 FangSong,STFangsong,serif}
        h1{text-align:center;font-size:1.6em}h2{font-family:SimHei,sans-serif;font-size:1.1em}h3,h4,h5{font-family:KaiTi,serif;font-size:1.05em}
        p{text-indent:2em;margin:.2em 0}a.figure{color:inherit;text-decoration:none;background:#fff3c4;border-bottom:1px solid #d9a400}
        table{border-collapse:collapse;width:100%;margin:1em 0}td,th{border:1px solid #888;padding:.2em .5em}section.slot{border-left:3px solid #9bc;padding-left:.5em}
        td.right{text-align:right}td.centre,th{text-align:center}
        """;

    public static string Write(Draft draft)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Text(draft.Title)).Append("</title><style>").Append(Look).Append("</style></head><body>");
        Blocks(html, draft.Body, draft.Position);
        return html.Append("</body></html>").ToString();
    }

    private static void Blocks(StringBuilder html, IEnumerable<Block> blocks, long position)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Block.Heading heading:
                    Element(html, $"h{heading.Level + 1}", () => Inlines(html, heading.Text, position));
                    break;
                case Block.Paragraph paragraph:
                    Element(html, "p", () => Inlines(html, paragraph.Text, position));
                    break;
                case Block.Table table:
                    Table(html, table, position);
                    break;
                case Block.Slot slot:
                    html.Append("<section class=\"slot\" data-slot=\"").Append(Text(slot.Name)).Append("\">");
                    Blocks(html, slot.Content, position);
                    html.Append("</section>");
                    break;
                case Block.Chart chart:
                    Element(html, "h4", () => html.Append(Text(chart.Title)));
                    Table(html, chart.Data, position);
                    break;
                case Block.PageBreak:
                    html.Append("<hr>");
                    break;
                default:
                    throw new InvalidOperationException($"No such block: {block}.");
            }
        }
    }

    private static void Table(StringBuilder html, Block.Table table, long position)
    {
        html.Append("<table>");
        foreach (var (at, row) in table.Rows.Index())
        {
            html.Append("<tr>");
            foreach (var (column, cell) in row.Index())
            {
                html.Append(at == 0 ? "<th>" : $"<td class=\"{table.Columns[column].ToString().ToLowerInvariant()}\">");
                Inlines(html, cell, position);
                html.Append(at == 0 ? "</th>" : "</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</table>");
    }

    private static void Inlines(StringBuilder html, IEnumerable<Inline> text, long position)
    {
        foreach (var inline in text)
        {
            var (open, close) = (inline.Bold, inline.Italic) switch
            {
                (true, true) => ("<strong><em>", "</em></strong>"),
                (true, false) => ("<strong>", "</strong>"),
                (false, true) => ("<em>", "</em>"),
                _ => ("", ""),
            };
            html.Append(open);
            if (inline.Figure is { } figure)
            {
                html.Append("<a class=\"figure\" data-figure=\"").Append(figure.Id).Append("\" title=\"").Append(Text($"{figure.Name} {figure.Key.Metrics}"))
                    .Append("\" href=\"").Append(Text(FigureAddress.Of(figure.Key, position))).Append("\">").Append(Text(figure.Text)).Append("</a>");
            }
            else
            {
                html.Append(ReferenceEquals(inline, Inline.Break) ? "<br>" : Text(inline.Text));
            }

            html.Append(close);
        }
    }

    private static void Element(StringBuilder html, string name, Action content)
    {
        html.Append('<').Append(name).Append('>');
        content();
        html.Append("</").Append(name).Append('>');
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
