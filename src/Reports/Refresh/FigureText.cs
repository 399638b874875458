using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Reports.Word;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// The text of a control, whatever Word has made of its runs: what a reader sees, with tracked insertions and without tracked deletions.
/// </summary>
internal static class FigureText
{
    /// <summary>Every control of a figure, wherever in the file: text, headers, footers, notes.</summary>
    public static IEnumerable<(string Id, SdtElement Control)> Controls(MainDocumentPart main) => Roots(main)
        .SelectMany(root => root.Descendants<SdtElement>())
        .Select(control => (Id: IdOf(control), control))
        .Where(pair => pair.Id is not null)
        .Select(pair => (pair.Id!, pair.control));

    /// <summary>By its tag; where a program has dropped the tag, by the bookmark that begins just before the control or at its start.</summary>
    private static string? IdOf(SdtElement control)
    {
        if (control.SdtProperties?.GetFirstChild<Tag>()?.Val?.Value is { Length: > 0 } tag)
        {
            return tag.StartsWith(FigureControl.FigurePrefix, StringComparison.Ordinal) ? tag[FigureControl.FigurePrefix.Length..] : null;
        }

        var before = control.ElementsBefore().Reverse().TakeWhile(element => element is BookmarkStart or BookmarkEnd or ProofError).OfType<BookmarkStart>();
        return control is not SdtRun ? null : before.Concat(control.Descendants<BookmarkStart>())
            .Select(bookmark => bookmark.Name?.Value).Where(name => name?.StartsWith(FigureControl.BookmarkPrefix, StringComparison.Ordinal) == true)
            .Select(name => name![FigureControl.BookmarkPrefix.Length..].Split('_')[0]).FirstOrDefault();
    }

    /// <summary>Numbers that no control of the file has yet.</summary>
    public static ControlIds IdsAfter(MainDocumentPart main) =>
        new(Roots(main).SelectMany(root => root.Descendants<SdtId>()).Select(id => id.Val?.Value ?? 0).Append(0x1000_0000).Where(id => id < int.MaxValue / 2).Max());

    /// <summary>Gives a control its tag back.</summary>
    public static void Name(SdtElement control, Domain.Reports.Figure figure, ControlIds ids)
    {
        if (control.SdtProperties?.GetFirstChild<Tag>() is null)
        {
            control.SdtProperties = FigureControl.Properties(figure, ids.Next());
        }
    }

    public static string Of(SdtElement control) => string.Concat(Seen(control).Select(text => text.Text));

    /// <summary>Inside a deletion that nobody has accepted yet.</summary>
    public static bool IsBeingDeleted(SdtElement control) =>
        control.Ancestors().Any(above => above is DeletedRun or MoveFromRun) || (Of(control).Length == 0 && control.Descendants<DeletedText>().Any());

    public static bool IsEmpty(SdtElement control) => Of(control).Length == 0 || control.SdtProperties?.GetFirstChild<ShowingPlaceholder>() is not null;

    /// <summary>The first run keeps its look and takes the text; the others lose theirs and keep whatever else they hold, such as marks of comments.</summary>
    public static void Set(SdtElement control, string text)
    {
        var seen = Seen(control).ToList();
        seen[0].Text = text;
        seen[0].Space = SpaceProcessingModeValues.Preserve;
        foreach (var rest in seen.Skip(1))
        {
            var run = rest.Parent;
            rest.Remove();
            if (run is Run && run.ChildElements.All(child => child is RunProperties))
            {
                run.Remove();
            }
        }
    }

    private static IEnumerable<Text> Seen(SdtElement control) =>
        control.Descendants<Text>().Where(text => !text.Ancestors().TakeWhile(above => above != control).Any(above => above is DeletedRun or MoveFromRun));

    private static IEnumerable<OpenXmlElement> Roots(MainDocumentPart main) => ((IEnumerable<OpenXmlElement?>)
        [main.Document, .. main.HeaderParts.Select(part => part.Header), .. main.FooterParts.Select(part => part.Footer), main.FootnotesPart?.Footnotes, main.EndnotesPart?.Endnotes]).OfType<OpenXmlElement>();
}
