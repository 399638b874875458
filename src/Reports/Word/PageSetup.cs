using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkTracker.Reports.Word;

/// <summary>Paper, grid and page numbers.</summary>
internal static class PageSetup
{
    public static SectionProperties Section(MainDocumentPart main)
    {
        var (odd, even) = (Footer(main, JustificationValues.Right), Footer(main, JustificationValues.Left));
        return new(
            new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
            new FooterReference { Type = HeaderFooterValues.Even, Id = even },
            new PageSize { Width = Measures.PaperWidth, Height = Measures.PaperHeight },
            new PageMargin { Top = Measures.Top, Bottom = Measures.Bottom, Left = Measures.Left, Right = Measures.Right, Header = 851U, Footer = Measures.Footer, Gutter = 0U },
            new Columns { Space = "425" },
            new DocGrid { Type = DocGridValues.LinesAndChars, LinePitch = Measures.LinePitch, CharacterSpace = Measures.CharacterSpace });
    }

    /// <summary>Odd and even footers are used only where the settings say so.</summary>
    public static Settings Settings() => new(
        new Zoom { Percent = "100" },
        new EvenAndOddHeaders(),
        new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
        new Compatibility(
            new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }),
        new ThemeFontLanguages { Val = "en-US", EastAsia = "zh-CN" });

    public static DocumentFormat.OpenXml.Wordprocessing.Fonts FontTable() => new(Fonts.Substitutes.Select(pair =>
        new Font(new AltName { Val = pair.Value }, new FontCharSet { Val = "86" }, new FontFamily { Val = FontFamilyValues.Auto }, new Pitch { Val = FontPitchValues.Variable }) { Name = pair.Key }));

    /// <summary>— 1 —, a character in from the outer edge.</summary>
    private static string Footer(MainDocumentPart main, JustificationValues side)
    {
        var part = main.AddNewPart<FooterPart>();
        var paragraph = new Paragraph(
            new ParagraphProperties(
                new ParagraphStyleId { Val = "Footer" },
                side == JustificationValues.Right ? new Indentation { RightChars = 100, Right = "280" } : new Indentation { LeftChars = 100, Left = "280" },
                new Justification { Val = side }),
            Text("— "), new SimpleField(Text("1")) { Instruction = " PAGE " }, Text(" —"));
        part.Footer = new Footer(paragraph);
        return main.GetIdOfPart(part);
    }

    private static Run Text(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });
}
