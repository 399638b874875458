using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace WorkTracker.Reports.Word;

/// <summary>
/// A copy of a file for LibreOffice to make a PDF of: its grid keeps the lines and gives up the cells for characters, in which LibreOffice breaks numbers
/// apart. The characters, set closer already, still come to 28 a line.
/// </summary>
public static class ForLibreOffice
{
    public static byte[] Of(byte[] file)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var document = WordprocessingDocument.Open(stream, isEditable: true))
        {
            foreach (var grid in document.MainDocumentPart!.Document!.Descendants<DocGrid>())
            {
                grid.Type = DocGridValues.Lines;
                grid.CharacterSpace = null;
            }

            // As a field of its own the table of contents is a text that stands still; its references to pages are counted once it is none.
            foreach (var run in document.MainDocumentPart.Document.Descendants<Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value?.StartsWith("TOC", StringComparison.Ordinal) == true)
                .SelectMany(paragraph => paragraph.Elements<Run>()).Where(run => run.ChildElements.Any(child => child is FieldChar or FieldCode)).ToList())
            {
                run.Remove();
            }
        }

        return stream.ToArray();
    }
}
