using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>What people have typed into the slots of a file, to be set into a new draft: their paragraphs and tables, without what points to other parts.</summary>
public static class TypedSlots
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static IReadOnlyDictionary<string, IReadOnlyList<OpenXmlElement>> Of(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file, writable: false), isEditable: false);
        var slots = new Dictionary<string, IReadOnlyList<OpenXmlElement>>(StringComparer.Ordinal);
        foreach (var slot in document.MainDocumentPart!.Document!.Descendants<SdtBlock>())
        {
            if (slot.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value is { } tag && tag.StartsWith(FigureControl.SlotPrefix, StringComparison.Ordinal) && slot.SdtContentBlock is { } content)
            {
                slots[tag[FigureControl.SlotPrefix.Length..]] = [.. content.ChildElements.Where(child => child is Paragraph or Table).Select(Clean)];
            }
        }

        return slots;
    }

    /// <summary>Pictures, links, notes, comments and figures of the old file stay behind; their text comes along.</summary>
    private static OpenXmlElement Clean(OpenXmlElement element)
    {
        var copy = element.CloneNode(true);
        foreach (var control in copy.Descendants<SdtRun>().ToList())
        {
            Unwrap(control, control.SdtContentRun?.ChildElements);
        }

        foreach (var link in copy.Descendants<Hyperlink>().ToList())
        {
            Unwrap(link, link.ChildElements);
        }

        foreach (var other in copy.Descendants().Where(PointsElsewhere).ToList())
        {
            other.Remove();
        }

        return copy;
    }

    private static void Unwrap(OpenXmlElement wrapper, IEnumerable<OpenXmlElement>? content)
    {
        foreach (var child in content?.ToList() ?? [])
        {
            child.Remove();
            wrapper.InsertBeforeSelf(child);
        }

        wrapper.Remove();
    }

    private static bool PointsElsewhere(OpenXmlElement element) =>
        element is Drawing or Picture or EmbeddedObject or CommentReference or CommentRangeStart or CommentRangeEnd or FootnoteReference or EndnoteReference or BookmarkStart or BookmarkEnd or NumberingProperties or SectionProperties
        || element.GetAttributes().Any(attribute => attribute.NamespaceUri == Relationships);
}
