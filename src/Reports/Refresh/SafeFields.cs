using System.Xml;

namespace WorkTracker.Reports.Refresh;

/// <summary>
/// Finds, in one part, a field that fetches or runs something when it is brought up to date. Word puts a code together from runs, leaves out what it does not
/// know, and reads text boxes apart: where it may read another first word than stands here, the field is refused.
/// </summary>
internal sealed class SafeFields(XmlReader reader)
{
    private static readonly string[] Word = ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];

    /// <summary>What may stand between the letters of a code and says nothing.</summary>
    private static readonly string[] Silent =
        ["p", "r", "pPr", "rPr", "instrText", "delInstrText", "fldChar", "ins", "del", "moveFrom", "moveTo", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "lastRenderedPageBreak"];

    private readonly Stack<FieldCode> fields = new();
    private int? code;
    private int? properties;
    private int? deleted;
    private int? inserted;

    /// <summary>The field's code; null where there is none such. Called for each node in order.</summary>
    public string? HarmAt() => reader.NodeType switch
    {
        XmlNodeType.Element => Opened(),
        XmlNodeType.EndElement => Closed(),
        XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when code == reader.Depth - 1 => Read(reader.Value),
        _ => null,
    };

    /// <summary>Of fields that nothing ends.</summary>
    public string? HarmAtEnd() => fields.Select(field => field.Harm).FirstOrDefault(harm => harm is not null);

    private string? Opened()
    {
        var name = reader.LocalName;
        var isWords = Word.Contains(reader.NamespaceURI);
        if (properties is null && fields.TryPeek(out var open) && open.IsInFirstWord && !(isWords && Silent.Contains(name)))
        {
            open.Obscure();
        }

        if (!reader.IsEmptyElement)
        {
            properties ??= isWords && name is ("rPr" or "pPr" or "fldChar") ? reader.Depth : null;
            deleted ??= name is "del" or "moveFrom" ? reader.Depth : null;
            inserted ??= name is "ins" or "moveTo" ? reader.Depth : null;
            code = name is "instrText" or "delInstrText" ? reader.Depth : code;
        }

        return name switch
        {
            "fldSimple" => Attributes("instr").FirstOrDefault(instruction => !FieldCode.IsHarmless(instruction)),
            "fldChar" => Marked(Attributes("fldCharType").FirstOrDefault()?.Trim()),
            _ => null,
        };
    }

    private string? Closed()
    {
        var depth = reader.Depth;
        code = code == depth ? null : code;
        properties = properties == depth ? null : properties;
        deleted = deleted == depth ? null : deleted;
        inserted = inserted == depth ? null : inserted;
        return null;
    }

    private string? Marked(string? type)
    {
        if (type == "begin")
        {
            if (fields.TryPeek(out var outer) && outer.IsInFirstWord)
            {
                // What its result will be, nobody knows.
                outer.Obscure();
            }

            fields.Push(new());
            return null;
        }

        if (!fields.TryPeek(out var field))
        {
            return null;
        }

        field.IsComplete = true;
        if (type == "end")
        {
            fields.Pop();
        }

        return field.Harm;
    }

    /// <summary>Word keeps the result of a field inside another's code as code; code that stands in no field must be harmless by itself.</summary>
    private string? Read(string text)
    {
        if (fields.TryPeek(out var field) && !field.IsComplete)
        {
            field.Add(text, deleted is not null, inserted is not null);
            return null;
        }

        return fields.Any(outer => !outer.IsComplete) || FieldCode.IsHarmless(text) ? null : text;
    }

    private List<string> Attributes(string name)
    {
        var values = new List<string>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName == name)
            {
                values.Add(reader.Value);
            }
        }

        reader.MoveToElement();
        return values;
    }
}
