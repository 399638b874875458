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
        }

        return stream.ToArray();
    }
}
