using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkTracker.Reports.Word;

/// <summary>一、（一）1.（1） before headings (GB/T 9704-2012, 7.3.3), counted by Word, so that a section that falls away leaves no gap.</summary>
internal static class HeadingNumbers
{
    public const int Id = 1;

    public static Numbering Create() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.Multilevel },
            Level(0, NumberFormatValues.ChineseCountingThousand, "%1、"), Level(1, NumberFormatValues.ChineseCountingThousand, "（%2）"),
            Level(2, NumberFormatValues.Decimal, "%3."), Level(3, NumberFormatValues.Decimal, "（%4）"))
        {
            AbstractNumberId = 0,
        },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = Id });

    private static Level Level(int level, NumberFormatValues format, string text) => new(
        new StartNumberingValue { Val = 1 }, new NumberingFormat { Val = format }, new ParagraphStyleIdInLevel { Val = ReportStyles.Heading(level + 1) },
        new LevelSuffix { Val = LevelSuffixValues.Nothing }, new LevelText { Val = text }, new LevelJustification { Val = LevelJustificationValues.Left },
        new PreviousParagraphProperties(new Indentation { Left = "0", FirstLine = "640", FirstLineChars = 200 }))
    {
        LevelIndex = level,
    };
}
