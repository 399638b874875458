using System.IO.Compression;
using System.Xml;
using WorkTracker.Domain;

namespace WorkTracker.Reports.Refresh;

/// <summary>What the content of any part, under whatever name, brings along that would be fetched or run.</summary>
internal static class SafeParts
{
    /// <summary>Documents inside documents, embedded and linked objects, sources of a mail merge, films of other sites, programs of the office's shop.</summary>
    private static readonly string[] Foreign =
        ["altChunk", "subDoc", "attachedTemplate", "OLEObject", "control", "mailMerge", "sourceFileName", "webVideoPr", "webextension", "taskpane"];

    private const string Vector = "urn:schemas-microsoft-com:vml";
    private const string Office = "urn:schemas-microsoft-com:office:office";

    public static Fault? Refusal(ZipArchive zip, XmlReaderSettings settings) => zip.Entries.Select(part => Refusal(part, settings)).FirstOrDefault(refusal => refusal is not null);

    private static Fault? Refusal(ZipArchiveEntry part, XmlReaderSettings settings)
    {
        var hasBegun = false;
        try
        {
            using var content = part.Open();
            using var reader = XmlReader.Create(content, settings);
            var fields = new SafeFields(reader);
            while (reader.Read())
            {
                if (fields.HarmAt() is { } harm)
                {
                    return Field(part, harm);
                }

                hasBegun |= reader.NodeType == XmlNodeType.Element;
                if (reader.NodeType == XmlNodeType.Element && IsForeign(reader))
                {
                    return new("file-with-external-parts", "file");
                }
            }

            return fields.HarmAtEnd() is { } last ? Field(part, last) : null;
        }
        catch (XmlException)
        {
            // A picture; but what begins as XML, another program may read further than we can.
            return hasBegun || LooksLikeXml(part) ? new("file-not-word", "file") : null;
        }
    }

    private static Fault Field(ZipArchiveEntry part, string code) => new("file-with-fetching-field", "file", part.FullName, code.Trim());

    private static bool IsForeign(XmlReader reader)
    {
        if (Foreign.Contains(reader.LocalName))
        {
            return true;
        }

        var isDrawn = reader.NamespaceURI is Vector or Office;
        var names = false;
        while (reader.MoveToNextAttribute())
        {
            // The plain href of a drawing is a link that a reader follows.
            names |= reader.Value.Length > 0
                && (reader.NamespaceURI == Office ? reader.LocalName is "href" or "althref" : isDrawn && reader.LocalName == "src" && reader.NamespaceURI.Length == 0);
        }

        reader.MoveToElement();
        return names;
    }

    private static bool LooksLikeXml(ZipArchiveEntry part)
    {
        var start = new byte[8];
        using var content = part.Open();
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..read].SkipWhile(at => at is 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n').FirstOrDefault() == (byte)'<';
    }
}
