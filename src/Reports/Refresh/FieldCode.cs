using System.Text;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// What the code of one field says, in each way in which tracked changes let it be read: whole, with changes accepted, with changes rejected.
/// </summary>
internal sealed class FieldCode
{
    /// <summary>Of a code, in characters; its first word is all that matters.</summary>
    private const int Longest = 120;

    /// <summary>Stands for whatever Word may read otherwise than we do.</summary>
    private const string Unclear = "\uFFFD";

    /// <summary>
    /// Fields that neither fetch nor run anything (ISO/IEC 29500-1, 17.16.5, and Word's own). All others are refused: INCLUDETEXT, INCLUDEPICTURE, INCLUDE, LINK, DDE, DDEAUTO,
    /// IMPORT, DATABASE, DATA, RD, EMBED, AUTOTEXT, AUTOTEXTLIST, GLOSSARY, SUBSCRIBER, CONTROL, HTMLACTIVEX, MACROBUTTON, PRINT, and what nobody knows.
    /// </summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "FTNREF", "STYLEREF", "HYPERLINK", "GOTOBUTTON",
        "TOC", "TC", "INDEX", "XE", "TOA", "TA", "SEQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "BIDIOUTLINE",
        "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM",
        "TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "TEMPLATE", "FILENAME", "FILESIZE", "INFO", "DOCPROPERTY", "DOCVARIABLE",
        "NUMWORDS", "NUMCHARS", "USERNAME", "USERINITIALS", "USERADDRESS",
        "IF", "COMPARE", "SET", "QUOTE", "ASK", "FILLIN", "EQ", "SYMBOL", "ADVANCE", "SHAPE", "PRIVATE", "ADDIN",
        "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "BIBLIOGRAPHY", "CITATION", "BARCODE", "DISPLAYBARCODE", "MERGEBARCODE",
        "MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK", "GREETINGLINE",
    };

    private readonly StringBuilder whole = new();
    private readonly StringBuilder accepted = new();
    private readonly StringBuilder rejected = new();

    /// <summary>Its result has begun.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Its first word may go on.</summary>
    public bool IsInFirstWord => !IsComplete && Readings.Any(reading => FirstWord(reading) is not { IsEnded: true });

    /// <summary>A reading of it that is not known to be harmless; null where there is none.</summary>
    public string? Harm => Readings.FirstOrDefault(reading => !IsHarmless(reading));

    private IEnumerable<string> Readings => [whole.ToString(), accepted.ToString(), rejected.ToString()];

    public void Add(string text, bool isDeleted, bool isInserted)
    {
        Append(whole, text);
        if (!isDeleted)
        {
            Append(accepted, text);
        }

        if (!isInserted)
        {
            Append(rejected, text);
        }
    }

    public void Obscure() => Add(Unclear, isDeleted: false, isInserted: false);

    public static bool IsHarmless(string code) => FirstWord(code).Word is "" or "=" || Harmless.Contains(FirstWord(code).Word);

    private static void Append(StringBuilder reading, string text)
    {
        text = reading.Length == 0 ? text.TrimStart() : text;
        reading.Append(text.AsSpan(0, Math.Min(text.Length, Longest - reading.Length)));
    }

    /// <summary>A sum is told by its sign; a code that begins with a quotation or a switch has a word that is none.</summary>
    private static (string Word, bool IsEnded) FirstWord(string code)
    {
        var text = code.AsSpan().TrimStart();
        if (text.StartsWith("="))
        {
            return ("=", true);
        }

        var at = 0;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '\\'))
        {
            at++;
        }

        return at < text.Length ? (at == 0 ? text[..1].ToString() : text[..at].ToString(), true) : (text.ToString(), at == Longest);
    }
}
