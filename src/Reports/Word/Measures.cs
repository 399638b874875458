namespace WorkTracker.Reports.Word;

/// <summary>
/// Layout of GB/T 9704-2012, in twentieths of a point unless said otherwise. Paper and margins: 5.1, 5.2; grid: 5.2.3; sizes: 5.2.2, 7.3; page numbers: 7.5.
/// </summary>
public static class Measures
{
    /// <summary>A4, 210 × 297 mm.</summary>
    public const int PaperWidth = 11906, PaperHeight = 16838;

    /// <summary>37, 35, 28 and 26 mm.</summary>
    public const int Top = 2098, Bottom = 1984, Left = 1588, Right = 1474;

    /// <summary>156 mm.</summary>
    public const int TextWidth = PaperWidth - Left - Right;

    /// <summary>22 lines on 225 mm; rounded down, for a twentieth of a point more would leave 21.</summary>
    public const int LinePitch = 579;

    /// <summary>28 characters of 16 points are 448 on 442.2: each cell of the grid is this much narrower, in 1/4096 of a point.</summary>
    public const int CharacterSpace = -819;

    /// <summary>Characters are set closer by as much: LibreOffice gives one that is wider than its cell two of them.</summary>
    public const int Condensed = -4;

    /// <summary>From the paper's lower edge, so that the dashes stand 7 mm below the text.</summary>
    public const int Footer = 1304;

    /// <summary>Half points: 2号, 3号, 4号, 小四, 五号.</summary>
    public const string Size2 = "44", Size3 = "32", Size4 = "28", Size4Small = "24", Size5 = "21";
}

/// <summary>Fonts by their usual names; most of them are missing outside offices, and a substitute is taken then.</summary>
public static class Fonts
{
    public const string Title = "方正小标宋简体", Body = "仿宋_GB2312", Heading = "黑体", SubHeading = "楷体_GB2312", Numerals = "宋体", Latin = "Times New Roman";

    /// <summary>What each may be replaced by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Substitutes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Title] = "宋体", [Body] = "仿宋", [Heading] = "SimHei", [SubHeading] = "楷体", [Numerals] = "SimSun", [Latin] = "Liberation Serif",
    };
}
