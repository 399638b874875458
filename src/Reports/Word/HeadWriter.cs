using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Word;

/// <summary>The parts of an official document before and behind its text (GB/T 9704-2012, 7.2, 7.3.5 and 7.4), each only where the template has it.</summary>
internal static class HeadWriter
{
    public static IEnumerable<OpenXmlElement> Before(ReportHead head)
    {
        if (head.Organ is { } organ)
        {
            yield return Paragraph(ReportStyles.Organ, Text(organ));
        }

        if (head.Number is { } number)
        {
            // With a signer the number stands a character in from the left, the signer as far from the right.
            yield return head.Signer is { } signer
                ? new Paragraph(
                    new ParagraphProperties(
                        new ParagraphStyleId { Val = ReportStyles.Number }, new Tabs(new TabStop { Val = TabStopValues.Right, Position = Measures.TextWidth - 320 }),
                        new Indentation { Left = "320", LeftChars = 100, FirstLine = "0", FirstLineChars = 0 }, new Justification { Val = JustificationValues.Left }),
                    Text(number), new Run(new TabChar()), Text(WordTexts.Signer), Text(signer, new RunProperties(new RunFonts { EastAsia = Fonts.SubHeading })))
                : Paragraph(ReportStyles.Number, Text(number));
        }
    }

    /// <summary>主送机关, behind the title.</summary>
    public static IEnumerable<OpenXmlElement> Addressee(ReportHead head) =>
        head.To is { } to ? [Paragraph(ReportStyles.To, Text(to.TrimEnd('：', ':') + "："))] : [];

    /// <summary>署名 centred over 成文日期, which ends four characters from the right; a longer name ends two from it instead.</summary>
    public static IEnumerable<OpenXmlElement> Signature(ReportHead head)
    {
        if (head.Signed is null && head.Dated is null)
        {
            yield break;
        }

        yield return Paragraph(ReportStyles.Body, Text(""));
        var (name, date) = (Width(head.Signed ?? ""), Width(head.Dated ?? ""));
        var (nameIn, dateIn) = name <= date ? (400 + ((date - name) * 50), 400) : (200, 200 + ((name - date) * 50));
        if (head.Signed is { } signed)
        {
            yield return Signed(signed, Math.Max(nameIn, 200));
        }

        if (head.Dated is { } dated)
        {
            yield return Signed(dated, Math.Max(dateIn, 400));
        }
    }

    /// <summary>版记: 抄送, 印发机关 and 印发日期 between lines.</summary>
    public static IEnumerable<OpenXmlElement> Imprint(ReportHead head)
    {
        if (head.Copies is null && head.IssuedBy is null)
        {
            yield break;
        }

        yield return Paragraph(ReportStyles.Body, Text(""));
        if (head.Copies is { } copies)
        {
            yield return Lined(Text(WordTexts.Copies), Text(copies.TrimEnd('。') + "。"));
        }

        if (head.IssuedBy is { } issuer)
        {
            yield return Lined(Text(issuer), new Run(new TabChar()), Text(head.IssuedOn is { } on ? on + WordTexts.Issued : ""));
        }
    }

    public static Paragraph Paragraph(string style, params OpenXmlElement[] runs) => new([new ParagraphProperties(new ParagraphStyleId { Val = style }), .. runs]);

    private static Paragraph Signed(string text, int hundredths) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = ReportStyles.Signature }, new Indentation { RightChars = hundredths, Right = $"{hundredths * 32 / 10}", FirstLine = "0", FirstLineChars = 0 }), Text(text));

    private static Paragraph Lined(params OpenXmlElement[] runs) => new(
    [
        new ParagraphProperties(
            new ParagraphStyleId { Val = ReportStyles.Imprint },
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6U, Space = 1U }, new BottomBorder { Val = BorderValues.Single, Size = 6U, Space = 1U }),
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = Measures.TextWidth - 280 })),
        .. runs,
    ]);

    private static Run Text(string text, RunProperties? look = null) => FigureControl.Run(text, look);

    /// <summary>In characters of full width, two for one.</summary>
    private static int Width(string text) => (text.Sum(c => c > 0x2E80 ? 2 : 1) + 1) / 2;
}
