using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace WorkTracker.Reports.Drafting;

/// <summary>Reads filled Markdown. Raw HTML, links and pictures have no place in a report: only their text stays.</summary>
internal sealed class MarkdownBody(Filling filling)
{
    private const int Deepest = 12;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    public IReadOnlyList<Block> Read(string markdown)
    {
        var blocks = Markdown.Parse(markdown, Pipeline).SelectMany(block => Blocks(block, 0)).ToList();
        var at = 0;
        return Regions(blocks, ref at, null);
    }

    /// <summary>Marks on paragraphs of their own become regions with what stands between them.</summary>
    private List<Block> Regions(List<Block> flat, ref int at, int? open)
    {
        var blocks = new List<Block>();
        while (at < flat.Count)
        {
            var block = flat[at++];
            var text = block is Block.Paragraph { Text: [{ Figure: null } only] } ? only.Text : "";
            if (text == Marks.PageBreak)
            {
                blocks.Add(Block.PageBreak.One);
            }
            else if (Marks.Border(text) is not { } border)
            {
                blocks.Add(block);
            }
            else if (border.Opens)
            {
                blocks.AddRange(Region(filling.Regions[border.Region], Regions(flat, ref at, border.Region)));
            }
            else if (border.Region == open)
            {
                return blocks;
            }
        }

        return blocks;
    }

    private static IEnumerable<Block> Region(Region region, List<Block> content) => region.Kind switch
    {
        RegionKind.Slot => [new Block.Slot(region.Title, content.Count == 0 ? [new Block.Paragraph([new("（待填写）")])] : content)],
        _ => content.Select(block => block is Block.Table table ? new Block.Chart(region.Title, table) : block),
    };

    private IEnumerable<Block> Blocks(Markdig.Syntax.Block block, int depth) => block switch
    {
        _ when depth > Deepest => [],
        HeadingBlock heading => [new Block.Heading(Math.Min(heading.Level - 1, 4), Text(heading.Inline))],
        Table table => Rows(table),
        ParagraphBlock paragraph => Paragraph(Text(paragraph.Inline)),
        ListBlock list => list.OfType<ListItemBlock>().SelectMany((item, at) => Item(list, item, at, depth)),
        ThematicBreakBlock => [],
        CodeBlock code => code.Lines.ToString() is { Length: > 0 } text ? [new Block.Paragraph(Pieces(text, false, false).ToList())] : [],
        ContainerBlock container => container.SelectMany(inner => Blocks(inner, depth + 1)),
        LeafBlock { Inline: { } inline } => Paragraph(Text(inline)),
        _ => [],
    };

    private static IEnumerable<Block> Paragraph(List<Inline> text) => text.Count == 0 ? [] : [new Block.Paragraph(text)];

    /// <summary>Items are paragraphs with their number typed, as prose of this kind has them; bullets fall away.</summary>
    private List<Block> Item(ListBlock list, ListItemBlock item, int at, int depth)
    {
        var first = list.IsOrdered && int.TryParse(list.OrderedStart, System.Globalization.CultureInfo.InvariantCulture, out var start) ? start : 1;
        var blocks = item.SelectMany(inner => Blocks(inner, depth + 1)).ToList();
        if (list.IsOrdered && blocks is [Block.Paragraph paragraph, ..])
        {
            blocks[0] = new Block.Paragraph([new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)first + at}.")), .. paragraph.Text]);
        }

        return blocks;
    }

    private IEnumerable<Block> Rows(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => (IReadOnlyList<IReadOnlyList<Inline>>)[.. row.OfType<TableCell>().Select(Cell)]).Where(row => row.Count > 0).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var width = rows[0].Count;
        return [new Block.Table(
            [.. rows.Select(row => (IReadOnlyList<IReadOnlyList<Inline>>)[.. row.Take(width), .. Enumerable.Repeat<IReadOnlyList<Inline>>([], Math.Max(0, width - row.Count))])],
            [.. Enumerable.Range(0, width).Select(at => Align(at < table.ColumnDefinitions.Count ? table.ColumnDefinitions[at].Alignment : null))])];
    }

    private IReadOnlyList<Inline> Cell(TableCell cell) => [.. cell.OfType<LeafBlock>().SelectMany(leaf => Text(leaf.Inline))];

    private static Alignment Align(TableColumnAlign? align) => align switch
    {
        TableColumnAlign.Right => Alignment.Right,
        TableColumnAlign.Left => Alignment.Left,
        _ => Alignment.Centre,
    };

    private List<Inline> Text(ContainerInline? inline) => inline is null ? [] : [.. inline.SelectMany(part => Inlines(part, false, false, 0))];

    private IEnumerable<Inline> Inlines(Markdig.Syntax.Inlines.Inline part, bool bold, bool italic, int depth) => part switch
    {
        _ when depth > Deepest => [],
        LiteralInline literal => Pieces(literal.Content.ToString(), bold, italic),
        CodeInline code => Pieces(code.Content, bold, italic),
        HtmlEntityInline entity => Pieces(entity.Transcoded.ToString(), bold, italic),
        AutolinkInline link => Pieces(link.Url, bold, italic),
        LineBreakInline { IsHard: true } => [Inline.Break],
        EmphasisInline emphasis => emphasis.SelectMany(inner => Inlines(inner, bold || emphasis.DelimiterCount >= 2, italic || emphasis.DelimiterCount == 1, depth + 1)),
        ContainerInline container => container.SelectMany(inner => Inlines(inner, bold, italic, depth + 1)),
        _ => [],
    };

    private IEnumerable<Inline> Pieces(string text, bool bold, bool italic) => Marks.Split(text)
        .Select(part => part.Text is { } plain
            ? new Inline(plain, null, bold, italic)
            : filling.Pieces.ElementAtOrDefault(part.Piece) is { } piece ? new Inline(piece.Text, piece.Figure, bold, italic) : new Inline(""))
        .Where(inline => inline.Text.Length > 0);
}
