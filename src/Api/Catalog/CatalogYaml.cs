using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using PlainScalar = YamlDotNet.Core.Events.Scalar;

namespace WorkTracker.Api.Catalog;

/// <summary>
/// Reads YAML, of which JSON is a part, to values with their places. Aliases, which can grow without limit, and tags, which can mean anything,
/// are refused; so is text that could not be stored.
/// </summary>
internal sealed class CatalogYaml
{
    /// <summary>Bytes in UTF-8.</summary>
    public const int MaxLength = 2_000_000;

    private const int Deepest = 20;

    private readonly Parser parser;
    private readonly List<CatalogFault> faults;

    private CatalogYaml(string text, List<CatalogFault> faults) => (parser, this.faults) = (new(new StringReader(text)), faults);

    /// <summary>Null where nothing can be made of the text; why is among <paramref name="faults"/>.</summary>
    public static CatalogValue? Read(string text, List<CatalogFault> faults)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxLength)
        {
            faults.Add(new(1, 1, "", "document-too-large", MaxLength.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        try
        {
            return new CatalogYaml(text, faults).Document();
        }
        catch (YamlException e)
        {
            var place = PlaceOf(e.Start);
            faults.Add(new(place.Line, place.Column, "", "yaml-malformed", e.InnerException?.Message ?? e.Message));
            return null;
        }
    }

    private CatalogValue? Document()
    {
        Next();
        Next();
        if (parser.Current is not DocumentStart)
        {
            faults.Add(new(1, 1, "", "document-empty"));
            return null;
        }

        Next();
        var root = Value("", depth: 1);
        if (root is null)
        {
            return null;
        }

        // From the last event of the root to the end of the document, then what follows.
        Next();
        Next();
        if (parser.Current is DocumentStart)
        {
            Fault("", "document-several");
        }

        if (root is CatalogValue.Scalar { Text: null })
        {
            faults.Add(new(1, 1, "", "document-empty"));
            return null;
        }

        return root;
    }

    /// <summary>Stands at the value's last event afterwards. Null where the text nests too deep: there reading stops.</summary>
    private CatalogValue? Value(string path, int depth)
    {
        var place = PlaceOf(parser.Current!.Start);
        if (depth > Deepest)
        {
            Fault(path, "nested-too-deep", Deepest.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        if (parser.Current is AnchorAlias)
        {
            Fault(path, "alias-refused");
            return new CatalogValue.Unreadable(place);
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false })
        {
            Fault(path, "alias-refused");
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false })
        {
            Fault(path, "tag-refused");
        }

        return parser.Current switch
        {
            PlainScalar scalar => ScalarValue(scalar, path),
            SequenceStart => List(place, path, depth),
            _ => Map(place, path, depth),
        };
    }

    private CatalogValue.List? List(Place place, string path, int depth)
    {
        var items = new List<CatalogValue>();
        while (NextIsNot<SequenceEnd>())
        {
            if (Value(string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]"), depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return new(place, items);
    }

    private CatalogValue.Map? Map(Place place, string path, int depth)
    {
        var entries = new List<CatalogValue.Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (NextIsNot<MappingEnd>())
        {
            var at = PlaceOf(parser.Current!.Start);
            var before = faults.Count;
            var written = Value(path, depth + 1);
            var key = (written as CatalogValue.Scalar)?.Text;
            if (written is not null && key is null && faults.Count == before)
            {
                faults.Add(new(at.Line, at.Column, path, "key-not-text"));
            }

            Next();
            if (written is null || Value(path.Length == 0 || key is null ? path + key : $"{path}.{key}", depth + 1) is not { } value)
            {
                return null;
            }

            if (key is not null && !keys.Add(key))
            {
                faults.Add(new(at.Line, at.Column, path.Length == 0 ? key : $"{path}.{key}", "key-repeated", key));
            }
            else if (key is not null)
            {
                entries.Add(new(key, at, value));
            }
        }

        return new(place, entries);
    }

    private CatalogValue ScalarValue(PlainScalar scalar, string path)
    {
        var place = PlaceOf(scalar.Start);
        if (scalar.Value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || scalar.Value.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
        {
            Fault(path, "text-unstorable");
            return new CatalogValue.Unreadable(place);
        }

        return new CatalogValue.Scalar(place, scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL") ? null : scalar.Value);
    }

    /// <summary>Some broken texts make the scanner itself stumble, or end in the middle: to the user that is broken YAML like any other.</summary>
    private void Next()
    {
        var reached = parser.Current?.End ?? Mark.Empty;
        try
        {
            if (parser.MoveNext())
            {
                return;
            }
        }
        catch (Exception e) when (e is not YamlException)
        {
            throw new YamlException(reached, reached, e.Message, e);
        }

        throw new YamlException(reached, reached, "The text ends in the middle of a value.");
    }

    private bool NextIsNot<TEnd>()
        where TEnd : ParsingEvent
    {
        Next();
        return parser.Current is not TEnd;
    }

    private void Fault(string path, string code, params string[] particulars)
    {
        var place = PlaceOf(parser.Current!.Start);
        faults.Add(new(place.Line, place.Column, path, code, particulars));
    }

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);
}
