using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Word;

/// <summary>
/// Content controls: around each figure, number, approximator and unit together, and around each slot. A tag holds at most 64 characters, so it
/// only names the figure; what the figure is stands in the file's own data (<see cref="Provenance"/>).
/// </summary>
internal static class FigureControl
{
    public const string FigurePrefix = "wt:";
    public const string SlotPrefix = "wt-slot:";

    /// <summary>The underscore hides it from Word's list of bookmarks.</summary>
    public const string BookmarkPrefix = "_wt_";

    private const int LongestAlias = 64;

    /// <summary>The control between the ends of a bookmark that names the figure too: LibreOffice 7.4 keeps the one and forgets the other's tag.</summary>
    public static IEnumerable<OpenXmlElement> Of(Figure figure, RunProperties? look, ControlIds ids)
    {
        var (number, name) = ids.Bookmark($"{BookmarkPrefix}{figure.Id}_");
        return
        [
            new BookmarkStart { Id = number, Name = name },
            new SdtRun(Properties(figure, ids.Next()), new SdtContentRun(Run(figure.Text, look))),
            new BookmarkEnd { Id = number },
        ];
    }

    public static SdtProperties Properties(Figure figure, SdtId id) => new(Alias(figure.Name), new Tag { Val = FigurePrefix + figure.Id }, id);

    public static SdtBlock Slot(string name, IEnumerable<OpenXmlElement> content, ControlIds ids) => new(
        new SdtProperties(Alias(name), new Tag { Val = SlotPrefix + SlotId(name) }, ids.Next()),
        new SdtContentBlock(content));

    public static string SlotId(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 10));

    public static Run Run(string text, RunProperties? look)
    {
        var run = new Run();
        if (look is not null)
        {
            run.Append(look.CloneNode(true));
        }

        run.Append(new Text(Storable(text)) { Space = SpaceProcessingModeValues.Preserve });
        return run;
    }

    /// <summary>XML has no way to write most control characters, halves of surrogate pairs and two more.</summary>
    public static string Storable(string text) =>
        text.All(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'))
            ? text
            : string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' || !(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF)));

    private static SdtAlias Alias(string name) => new() { Val = Storable(name.Length <= LongestAlias ? name : name[..(LongestAlias - 1)] + "…") };
}

/// <summary>Every control and every bookmark of a file has a number of its own.</summary>
/// <param name="last">The highest number that is taken.</param>
internal sealed class ControlIds(int last = 0x1000_0000)
{
    private int last = last;
    private int bookmark;

    public SdtId Next() => new() { Val = ++last };

    public (string Number, string Name) Bookmark(string prefix)
    {
        var number = (++bookmark).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return (number, prefix + number);
    }
}
