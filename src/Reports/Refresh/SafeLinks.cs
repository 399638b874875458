using System.IO.Compression;
using System.Xml;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// What a package refers to outside itself. A link that a person may follow is no harm; but a program that opens the file fetches whatever any other element
/// names, whichever type the file gives the reference: a picture that names a link is fetched.
/// </summary>
internal static class SafeLinks
{
    private const string Folder = "_rels/";
    private const string Ending = ".rels";

    /// <summary>Elements that only a click follows, by any namespace of theirs.</summary>
    private static readonly string[] Clicked = ["hyperlink", "hlinkClick", "hlinkHover"];

    /// <summary>References to what is opened as a document of its own.</summary>
    private static readonly string[] Documents = ["/aFChunk", "/subDocument", "/attachedTemplate", "/frame", "/oleObject", "/control"];

    /// <summary>A code, or null where nothing outside is fetched.</summary>
    public static string? Refusal(ZipArchive zip, XmlReaderSettings settings)
    {
        if (zip.Entries.GroupBy(entry => entry.FullName, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
        {
            return "file-not-word";
        }

        foreach (var relations in zip.Entries.Where(entry => entry.FullName.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            if (Outside(relations, settings) is not { } links || (links.Count > 0 && !AreOnlyClicked(OwnerOf(relations.FullName, zip), links, settings)))
            {
                return "file-with-external-parts";
            }
        }

        return zip.Entries.Any(entry => IsFetchingPicture(entry, settings)) ? "file-with-external-parts" : null;
    }

    /// <summary>Ids of links out of the package; null where something else lies outside.</summary>
    private static HashSet<string>? Outside(ZipArchiveEntry entry, XmlReaderSettings settings)
    {
        var links = new HashSet<string>(StringComparer.Ordinal);
        using var content = entry.Open();
        using var reader = XmlReader.Create(content, settings);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.GetAttribute("Target") is not { } target)
            {
                continue;
            }

            var type = reader.GetAttribute("Type") ?? "";
            var isOutside = string.Equals(reader.GetAttribute("TargetMode")?.Trim(), "External", StringComparison.OrdinalIgnoreCase);
            if (Documents.Any(document => type.EndsWith(document, StringComparison.OrdinalIgnoreCase))
                || (isOutside ? !type.EndsWith("/hyperlink", StringComparison.Ordinal) : PointsOut(target)))
            {
                return null;
            }

            if (isOutside)
            {
                links.Add(reader.GetAttribute("Id") ?? "");
            }
        }

        return links;
    }

    /// <summary>Said to lie inside, and an address of elsewhere nevertheless.</summary>
    private static bool PointsOut(string target) =>
        target.Contains('\\', StringComparison.Ordinal) || target.StartsWith("//", StringComparison.Ordinal) || target.Split('/')[0].Contains(':', StringComparison.Ordinal);

    private static ZipArchiveEntry? OwnerOf(string relations, ZipArchive zip)
    {
        var at = relations.LastIndexOf(Folder, StringComparison.OrdinalIgnoreCase);
        var owner = at < 0 ? "" : relations[..at] + relations[(at + Folder.Length)..^Ending.Length];
        return zip.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, owner, StringComparison.OrdinalIgnoreCase));
    }

    private static bool AreOnlyClicked(ZipArchiveEntry? owner, HashSet<string> links, XmlReaderSettings settings)
    {
        if (owner is null)
        {
            return false;
        }

        using var content = owner.Open();
        using var reader = XmlReader.Create(content, settings);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || Clicked.Contains(reader.LocalName))
            {
                continue;
            }

            while (reader.MoveToNextAttribute())
            {
                if (links.Contains(reader.Value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>A vector picture, under whatever name, can name others by address; so can one that is packed once more, which is not looked into.</summary>
    private static bool IsFetchingPicture(ZipArchiveEntry entry, XmlReaderSettings settings)
    {
        var start = new byte[2];
        using (var content = entry.Open())
        {
            if (content.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1F, 0x8B])
            {
                return true;
            }
        }

        try
        {
            using var content = entry.Open();
            using var reader = XmlReader.Create(content, settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "svg" && NamesOthers(reader);
        }
        catch (XmlException e)
        {
            // A picture of another kind, unless it declares what it could fetch.
            return e.Message.Contains("DTD", StringComparison.Ordinal);
        }
    }

    private static bool NamesOthers(XmlReader reader)
    {
        do
        {
            while (reader.NodeType is XmlNodeType.Element or XmlNodeType.Attribute && reader.MoveToNextAttribute())
            {
                if (reader.LocalName == "href" && !reader.Value.StartsWith('#') && !reader.Value.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            reader.MoveToElement();
        }
        while (reader.Read());
        return false;
    }
}
