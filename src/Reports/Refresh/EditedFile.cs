using DocumentFormat.OpenXml.Packaging;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>A Word file of a report as somebody sent it: what it knows of itself, and by figure the texts that its controls print.</summary>
public sealed record EditedFile(Provenance Provenance, ILookup<string, string> Printed)
{
    /// <summary>Everything is read that is ever read of it: what is broken is found here, and nowhere later.</summary>
    public static (EditedFile? File, string? Refusal) Read(byte[] file)
    {
        if (SafeFile.Refusal(file) is { } refusal)
        {
            return (null, refusal.Code);
        }

        try
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(file, writable: false), isEditable: false);
            if (document.MainDocumentPart is not { } main || Provenance.Part(main) is not { } part)
            {
                return (null, "file-without-figures");
            }

            FigureText.IdsAfter(main);
            return Provenance.Read(part) is { } provenance ? (new(provenance, PrintedIn(main)), null) : (null, "file-data-spoilt");
        }
        catch (Exception e) when (IsBroken(e))
        {
            return (null, "file-not-word");
        }
    }

    /// <summary>Figures that stand in the text or in a chart, each once: what a person has deleted is no figure of the file any more.</summary>
    public IEnumerable<WrittenFigure> Standing() => Provenance.Figures.DistinctBy(figure => figure.Key)
        .Where(figure => Printed.Contains(figure.Id) || Provenance.InCharts.Contains(figure.Id))
        .Select(figure => new WrittenFigure(figure, [.. Printed[figure.Id].Distinct(StringComparer.Ordinal)]));

    /// <summary>Texts of controls that look like figures and have nothing behind them in the file's data.</summary>
    public IEnumerable<string> WithoutSource() =>
        Printed.Where(group => !Provenance.Figures.Any(figure => figure.Id == group.Key)).SelectMany(group => group).Distinct(StringComparer.Ordinal);

    /// <summary>What the SDK throws at a package that is none, or at parts that cannot be read.</summary>
    internal static bool IsBroken(Exception e) =>
        e is OpenXmlPackageException or InvalidDataException or System.Xml.XmlException or FormatException or OverflowException or InvalidOperationException or ArgumentException
            or KeyNotFoundException or NullReferenceException or IOException or NotSupportedException or UriFormatException;

    private static ILookup<string, string> PrintedIn(MainDocumentPart main) => FigureText.Controls(main)
        .Where(pair => !FigureText.IsBeingDeleted(pair.Control) && !FigureText.IsEmpty(pair.Control))
        .ToLookup(pair => pair.Id, pair => FigureText.Of(pair.Control), StringComparer.Ordinal);
}
