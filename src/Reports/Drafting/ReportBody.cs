using WorkTracker.Domain.Reports;

namespace WorkTracker.Reports.Drafting;

/// <summary>A part of a report's text, whatever it is written to.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary><c>Level</c> 0 is the title, 1 to 4 are 一、（一）1.（1）.</summary>
    public sealed record Heading(int Level, IReadOnlyList<Inline> Text) : Block;

    public sealed record Paragraph(IReadOnlyList<Inline> Text) : Block;

    /// <summary>The first row is the header.</summary>
    public sealed record Table(IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows, IReadOnlyList<Alignment> Columns) : Block;

    /// <summary>What people type; a new draft keeps it. <c>Content</c> is the hint until then.</summary>
    public sealed record Slot(string Name, IReadOnlyList<Block> Content) : Block;

    /// <summary>The table's first column are the categories, each other column is a series.</summary>
    public sealed record Chart(string Title, Table Data) : Block;

    public sealed record PageBreak : Block
    {
        public static readonly PageBreak One = new();
    }
}

/// <summary>A run of text: a figure where there is one.</summary>
public sealed record Inline(string Text, Figure? Figure = null, bool Bold = false, bool Italic = false)
{
    public static readonly Inline Break = new("\n");
}

public enum Alignment
{
    Left,
    Centre,
    Right,
}
