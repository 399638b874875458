using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WordStyle = DocumentFormat.OpenXml.Wordprocessing.Style;

namespace WorkTracker.Reports.Word;

/// <summary>The styles of a report. Word knows its built-in styles by name (<c>heading 1</c>), not by id.</summary>
internal static class ReportStyles
{
    public const string Body = "BodyText", Title = "Title", Table = "ReportTable", Cell = "ReportCell", To = "Addressee", Organ = "IssuingOrgan", Number = "DocumentNumber", Signature = "Signature", Imprint = "Imprint", Note = "FigureNote", Caption = "Caption", Attachment = "Attachment";

    public static string Heading(int level) => $"Heading{level}";

    public static Styles Create() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = Fonts.Latin, HighAnsi = Fonts.Latin, EastAsia = Fonts.Body, ComplexScript = Fonts.Latin },
                new Spacing { Val = Measures.Condensed }, new Kern { Val = 2U },
                new FontSize { Val = Measures.Size3 }, new FontSizeComplexScript { Val = Measures.Size3 },
                new Languages { Val = "zh-CN", EastAsia = "zh-CN", Bidi = "ar-SA" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { Before = "0", After = "0", Line = $"{Measures.LinePitch}", LineRule = LineSpacingRuleValues.Exact }))),
        // The size stands here too, for the grid's characters are as wide as this style's.
        new WordStyle(
            new StyleName { Val = "Normal" }, new PrimaryStyle(), new StyleParagraphProperties(new WidowControl { Val = false }, new Justification { Val = JustificationValues.Both }),
            new StyleRunProperties(new FontSize { Val = Measures.Size3 }, new FontSizeComplexScript { Val = Measures.Size3 }))
        {
            Type = StyleValues.Paragraph, StyleId = "Normal", Default = true,
        },
        new WordStyle(new StyleName { Val = "Default Paragraph Font" }, new UIPriority { Val = 1 }, new SemiHidden()) { Type = StyleValues.Character, StyleId = "DefaultParagraphFont", Default = true },
        new WordStyle(new StyleName { Val = "Hyperlink" }, new StyleRunProperties(new Color { Val = "0563C1" }, new Underline { Val = UnderlineValues.Single })) { Type = StyleValues.Character, StyleId = "Hyperlink" },
        Paragraph(Body, "Body Text", Indented()),
        Paragraph(Title, "Title", new(new KeepNext(), new SpacingBetweenLines { Before = "0", After = $"{Measures.LinePitch}", Line = "700", LineRule = LineSpacingRuleValues.Exact }, Unindented(), new Justification { Val = JustificationValues.Center }, new OutlineLevel { Val = 9 }),
            Run(Fonts.Title, Measures.Size2)),
        Heading(1, Fonts.Heading), Heading(2, Fonts.SubHeading), Heading(3, Fonts.Body), Heading(4, Fonts.Body),
        Paragraph(To, "主送机关", new(Unindented(), new Justification { Val = JustificationValues.Left })),
        Paragraph(Organ, "发文机关标志", new(new SpacingBetweenLines { Before = "0", After = $"{Measures.LinePitch * 2}", Line = "1000", LineRule = LineSpacingRuleValues.AtLeast }, Unindented(), new Justification { Val = JustificationValues.Center }),
            Run(Fonts.Title, "72", "FF0000")),
        Paragraph(Number, "发文字号", new(
            new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Color = "FF0000", Size = 12U, Space = 8U }),
            new SpacingBetweenLines { Before = "0", After = $"{Measures.LinePitch * 2}", Line = $"{Measures.LinePitch}", LineRule = LineSpacingRuleValues.Exact }, Unindented(), new Justification { Val = JustificationValues.Center })),
        Paragraph(Signature, "署名", new(new KeepLines(), Unindented(), new Justification { Val = JustificationValues.Right })),
        Paragraph(Imprint, "版记", new(new KeepLines(), new SpacingBetweenLines { Line = "560", LineRule = LineSpacingRuleValues.Exact }, new Indentation { FirstLine = "0", FirstLineChars = 0, LeftChars = 100, RightChars = 100 }), Run(Fonts.Body, Measures.Size4)),
        Paragraph(Attachment, "附件", new(new KeepNext(), Unindented(), new Justification { Val = JustificationValues.Left }), Run(Fonts.Heading, Measures.Size3)),
        Paragraph(Note, "数据说明", new(new SpacingBetweenLines { Before = "120", After = "120", Line = "400", LineRule = LineSpacingRuleValues.Exact }, Indented().GetFirstChild<Indentation>()!.CloneNode(true)), Run(Fonts.Body, Measures.Size4Small)),
        Paragraph(Caption, "caption", new(new KeepNext(), new SpacingBetweenLines { Before = "200", After = "80", Line = "480", LineRule = LineSpacingRuleValues.Exact }, Unindented(), new Justification { Val = JustificationValues.Center }), Run(Fonts.Heading, Measures.Size4)),
        Paragraph(Cell, "表格文字", new(new SnapToGrid { Val = false }, new SpacingBetweenLines { Before = "20", After = "20", Line = "360", LineRule = LineSpacingRuleValues.AtLeast }, Unindented(), new Justification { Val = JustificationValues.Center }), Run(Fonts.Body, Measures.Size4Small)),
        Contents(1), Contents(2), Contents(3),
        Paragraph("Footer", "footer", new(new SnapToGrid { Val = false }, new SpacingBetweenLines { Line = "280", LineRule = LineSpacingRuleValues.Exact }, Unindented()), new(new RunFonts { Ascii = Fonts.Numerals, HighAnsi = Fonts.Numerals, EastAsia = Fonts.Numerals }, new FontSize { Val = Measures.Size4 }, new FontSizeComplexScript { Val = Measures.Size4 })),
        new WordStyle(
            new StyleName { Val = "报告表格" },
            new StyleTableProperties(
                new TableBorders(Border<TopBorder>(8), Border<LeftBorder>(4), Border<BottomBorder>(8), Border<RightBorder>(4), Border<InsideHorizontalBorder>(4), Border<InsideVerticalBorder>(4)),
                new TableCellMarginDefault(new TopMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa }, new BottomMargin { Width = "0", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })))
        {
            Type = StyleValues.Table, StyleId = Table, CustomStyle = true,
        });

    private static WordStyle Heading(int level, string font) => Paragraph(
        Heading(level), $"heading {level}",
        new(new KeepNext(), new KeepLines(), new NumberingProperties(new NumberingLevelReference { Val = level - 1 }, new NumberingId { Val = HeadingNumbers.Id }), Indented().GetFirstChild<Indentation>()!.CloneNode(true), new OutlineLevel { Val = level - 1 }),
        Run(font, Measures.Size3));

    private static WordStyle Contents(int level) => Paragraph($"TOC{level}", $"toc {level}", new(
        new Tabs(new TabStop { Val = TabStopValues.Right, Leader = TabStopLeaderCharValues.MiddleDot, Position = Measures.TextWidth }),
        new Indentation { FirstLine = "0", FirstLineChars = 0, Left = $"{(level - 1) * 320}", LeftChars = (level - 1) * 100 }, new Justification { Val = JustificationValues.Left }));

    private static WordStyle Paragraph(string id, string name, StyleParagraphProperties paragraph, StyleRunProperties? run = null)
    {
        var style = new WordStyle { Type = StyleValues.Paragraph, StyleId = id, CustomStyle = name.Any(c => c > 127) ? true : null };
        style.Append(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new PrimaryStyle(), paragraph);
        if (run is not null)
        {
            style.Append(run);
        }

        return style;
    }

    private static StyleRunProperties Run(string font, string size, string? colour = null)
    {
        var run = new StyleRunProperties(new RunFonts { EastAsia = font });
        if (colour is not null)
        {
            run.Append(new Color { Val = colour });
        }

        run.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
        return run;
    }

    /// <summary>Two characters, whatever the font's size.</summary>
    private static StyleParagraphProperties Indented() => new(new Indentation { FirstLine = "640", FirstLineChars = 200 });

    private static Indentation Unindented() => new() { FirstLine = "0", FirstLineChars = 0 };

    private static T Border<T>(uint size)
        where T : BorderType, new() => new() { Val = BorderValues.Single, Size = size, Space = 0U, Color = "auto" };
}
