using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>A Word file as a test looks at it.</summary>
internal sealed class WordFile : IDisposable
{
    private readonly MemoryStream stream = new();
    private readonly WordprocessingDocument document;

    public WordFile(byte[] bytes)
    {
        stream.Write(bytes);
        document = WordprocessingDocument.Open(stream, isEditable: true);
    }

    public MainDocumentPart Main => document.MainDocumentPart!;

    public Body Body => Main.Document!.Body!;

    public Provenance Provenance => Provenance.Read(Main)!;

    public string? Title => document.PackageProperties.Title;

    public IEnumerable<string> Faults => new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");

    /// <summary>Texts of paragraphs.</summary>
    public IEnumerable<string> Paragraphs => Body.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText);

    public IEnumerable<SdtElement> Controls(string tag) => Body.Descendants<SdtElement>().Where(control => control.SdtProperties?.GetFirstChild<Tag>()?.Val == tag);

    /// <summary>The file with its own data written otherwise, as nobody does by Word.</summary>
    public static byte[] WithData(byte[] bytes, Func<string, string> change)
    {
        using var file = new WordFile(bytes);
        var part = WorkTracker.Reports.Word.Provenance.Part(file.Main)!;
        using (var reader = new StreamReader(part.GetStream(FileMode.Open)))
        {
            var (before, after) = (reader.ReadToEnd(), "");
            (after = change(before)).ShouldNotBe(before);
            reader.Dispose();
            using var writer = new StreamWriter(part.GetStream(FileMode.Create));
            writer.Write(after);
        }

        return file.Bytes();
    }

    public byte[] Bytes()
    {
        document.Save();
        var saved = new MemoryStream();
        using (document.Clone(saved))
        {
        }

        return saved.ToArray();
    }

    public void Dispose()
    {
        document.Dispose();
        stream.Dispose();
    }
}
