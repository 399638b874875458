using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkTracker.Reports.Word;

/// <summary>目录: a field that Word can update, holding an entry for each heading whose page number is a reference to it.</summary>
internal static class Contents
{
    private const int Deepest = 3;

    public static IEnumerable<OpenXmlElement> Write(IReadOnlyList<(int Level, string Text, string Bookmark)> headings)
    {
        var shown = Numbered(headings).Where(heading => heading.Level <= Deepest).ToList();
        if (shown.Count == 0)
        {
            yield break;
        }

        yield return HeadWriter.Paragraph(ReportStyles.Caption, FigureControl.Run(WordTexts.Contents, null));
        foreach (var (at, heading) in shown.Index())
        {
            var paragraph = HeadWriter.Paragraph($"TOC{heading.Level}");
            if (at == 0)
            {
                paragraph.Append(Field(FieldCharValues.Begin, dirty: true), Instruction(" TOC \\o \"1-3\" \\h \\z \\u "), Field(FieldCharValues.Separate));
            }

            paragraph.Append(new Hyperlink(
                FigureControl.Run(heading.Text, null), new Run(new TabChar()),
                Field(FieldCharValues.Begin, dirty: true), Instruction($" PAGEREF {heading.Bookmark} \\h "), Field(FieldCharValues.Separate), FigureControl.Run(" ", null), Field(FieldCharValues.End))
            {
                Anchor = heading.Bookmark,
            });
            if (at == shown.Count - 1)
            {
                paragraph.Append(Field(FieldCharValues.End));
            }

            yield return paragraph;
        }

        yield return new Paragraph(new Run(new Break { Type = BreakValues.Page }));
    }

    /// <summary>With the numbers that Word will count before them.</summary>
    private static IEnumerable<(int Level, string Text, string Bookmark)> Numbered(IEnumerable<(int Level, string Text, string Bookmark)> headings)
    {
        var counts = new int[5];
        foreach (var heading in headings)
        {
            counts[heading.Level]++;
            Array.Clear(counts, heading.Level + 1, counts.Length - heading.Level - 1);
            var number = counts[heading.Level];
            yield return heading with
            {
                Text = heading.Level switch
                {
                    1 => $"{Chinese(number)}、",
                    2 => $"（{Chinese(number)}）",
                    _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}."),
                } + heading.Text,
            };
        }
    }

    /// <summary>Up to 99.</summary>
    internal static string Chinese(int number)
    {
        const string Digits = "〇一二三四五六七八九";
        var (tens, ones) = Math.DivRem(Math.Clamp(number, 0, 99), 10);
        return $"{(tens > 1 ? Digits[tens] : "")}{(tens > 0 ? "十" : "")}{(ones > 0 || tens == 0 ? Digits[ones] : "")}";
    }

    private static Run Field(FieldCharValues type, bool dirty = false) => new(new FieldChar { FieldCharType = type, Dirty = dirty ? true : null });

    private static Run Instruction(string text) => new(new FieldCode(text) { Space = SpaceProcessingModeValues.Preserve });
}
