using System.IO.Compression;
using System.Xml;
using WorkTracker.Domain;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// Whether a file that somebody sent may be opened as a Word file: bounded when unpacked, no macros, no entities, nothing that is fetched from elsewhere or run.
/// </summary>
public static class SafeFile
{
    /// <summary>Packed, in bytes.</summary>
    public const int MaxBytes = 30_000_000;

    private const long MaxUnpacked = 150_000_000;
    private const int MaxParts = 3000;

    private static readonly string[] Active = ["vbaproject", "vbadata", "activex", "oleobject", "attachedtoolbars"];
    private static readonly XmlReaderSettings NoEntities = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Why not; null where it may be opened.</summary>
    public static Fault? Refusal(byte[] file)
    {
        if (file.Length > MaxBytes)
        {
            return Because("file-too-large");
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            var code = zip.Entries.Count > MaxParts ? "file-too-large"
                : zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("word/document.xml") is null ? "file-not-word"
                : zip.Entries.Any(entry => Active.Any(name => entry.FullName.Contains(name, StringComparison.OrdinalIgnoreCase))) ? "file-with-macros"
                : Unpacked(zip) ?? zip.Entries.Where(IsXml).Select(Refusal).FirstOrDefault(refusal => refusal is not null) ?? SafeLinks.Refusal(zip, NoEntities);
            return code is null ? SafeParts.Refusal(zip, NoEntities) : Because(code);
        }
        catch (Exception e) when (EditedFile.IsBroken(e))
        {
            return Because("file-not-word");
        }
    }

    private static Fault Because(string code) => new(code, "file");

    /// <summary>Sizes that a file states of itself may lie: it is unpacked, and counted.</summary>
    private static string? Unpacked(ZipArchive zip)
    {
        long total = 0, stated = 0;
        foreach (var entry in zip.Entries)
        {
            // Lengths of 64 bits may overflow when they are added up.
            if (entry.Length is < 0 or > MaxUnpacked || (stated += entry.Length) > MaxUnpacked)
            {
                return "file-too-large";
            }
        }

        var buffer = new byte[81920];
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                if ((total += read) > MaxUnpacked)
                {
                    return "file-too-large";
                }
            }
        }

        return null;
    }

    private static bool IsXml(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static string? Refusal(ZipArchiveEntry entry)
    {
        try
        {
            using var content = entry.Open();
            using var reader = XmlReader.Create(content, NoEntities);
            // Entities can be declared only before the first element.
            reader.MoveToContent();
            return entry.FullName == "[Content_Types].xml" ? MacroTypes(reader) : null;
        }
        catch (XmlException e)
        {
            return e.Message.Contains("DTD", StringComparison.Ordinal) ? "file-with-entities" : "file-not-word";
        }
    }

    private static string? MacroTypes(XmlReader reader)
    {
        while (reader.Read())
        {
            if (reader.GetAttribute("ContentType") is { } type && (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vba", StringComparison.OrdinalIgnoreCase)))
            {
                return "file-with-macros";
            }
        }

        return null;
    }
}
