using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using WorkTracker.Domain;

namespace WorkTracker.Api.Catalog;

/// <summary>
/// A mapping of the document: gives its parts by name as what they should be, remembers which names were asked for,
/// and says what is wrong at the place where it stands.
/// </summary>
internal sealed partial class CatalogNode
{
    private const int LongestText = 2000;
    private const decimal LargestNumber = 1_000_000_000_000_000m;
    private static readonly DateOnly FirstDay = new(1900, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    private readonly CatalogValue value;
    private readonly List<CatalogFault> faults;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public CatalogNode(CatalogValue value, string path, List<CatalogFault> faults)
    {
        (this.value, Path, this.faults) = (value, path, faults);
        if (value is not (CatalogValue.Map or CatalogValue.Unreadable))
        {
            Add("", "mapping-wanted");
        }
    }

    public string Path { get; }

    public IEnumerable<string> Names => (value as CatalogValue.Map)?.Entries.Select(entry => entry.Key) ?? [];

    public bool Has(string name) => Find(name) is not (null or CatalogValue.Scalar { Text: null });

    /// <summary>One line of text; null where absent. Nothing is longer than <paramref name="longest"/> characters.</summary>
    public string? Text(string name, int longest = LongestText)
    {
        switch (Find(name))
        {
            case null or CatalogValue.Unreadable:
                return null;
            case CatalogValue.Scalar { Text: var text }:
                return OneLine(text, name, longest);
            default:
                Add(name, "text-wanted", name);
                return null;
        }
    }

    /// <summary>Text that must be there; empty where a fault says that it is not.</summary>
    public string Wanted(string name, int longest = 100)
    {
        var before = faults.Count;
        var text = Text(name, longest) ?? "";
        if (text.Length == 0 && faults.Count == before && Find(name) is not CatalogValue.Unreadable && value is CatalogValue.Map)
        {
            Add(name, "value-missing", name);
        }

        return text;
    }

    /// <summary>Text of several lines that must be there, as it stands but for the ends of its lines.</summary>
    public string Block(string name, int longest)
    {
        if (Find(name) is not CatalogValue.Scalar { Text: { } text } || text.Trim().Length == 0)
        {
            return Wanted(name);
        }

        if (text.Length > longest)
        {
            Add(name, "text-too-long", name, longest.ToString(CultureInfo.InvariantCulture));
        }

        return text.ReplaceLineEndings("\n");
    }

    /// <summary>Text that may be broken into lines, as a long formula is: any white space becomes one space.</summary>
    public string? Words(string name) => Find(name) is CatalogValue.Scalar { Text: { } text }
        ? string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        : Text(name);

    public string Code(string name = "code")
    {
        var code = Wanted(name, Codes.MaxLength);
        if (code.Length is > 0 and <= Codes.MaxLength && !Codes.IsCode(code))
        {
            Add(name, "code-invalid", code);
        }

        return code;
    }

    public decimal? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length > 40 || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            Add(name, Digits().IsMatch(text) ? "number-out-of-range" : "number-wanted", name, Short(text));
            return null;
        }

        if (Math.Abs(number) > LargestNumber)
        {
            Add(name, "number-out-of-range", name, Short(text));
            return null;
        }

        return number;
    }

    public int? Whole(string name)
    {
        if (Number(name) is not { } number)
        {
            return null;
        }

        if (number == decimal.Truncate(number) && Math.Abs(number) <= 1_000_000)
        {
            return (int)number;
        }

        Add(name, "whole-wanted", name, number.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "" or "false" or "否":
                return false;
            case "true" or "是":
                return true;
            case var text:
                Add(name, "flag-wanted", name, Short(text));
                return false;
        }
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Add(name, "day-unreadable", Short(text));
            return null;
        }

        if (day < FirstDay || day > LastDay)
        {
            Add(name, "day-out-of-range", text, $"{FirstDay:yyyy-MM-dd}", $"{LastDay:yyyy-MM-dd}");
            return null;
        }

        return day;
    }

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public ImmutableArray<string> Texts(string name, int longest = 100)
    {
        switch (Find(name))
        {
            case null or CatalogValue.Unreadable or CatalogValue.Scalar { Text: null }:
                return [];
            case CatalogValue.Scalar { Text: var text }:
                return OneLine(text, name, longest) is { Length: > 0 } only ? [only] : [];
            case CatalogValue.List list:
                return [.. list.Items.Select((item, at) => Item(item, $"{name}[{at.ToString(CultureInfo.InvariantCulture)}]", longest)).OfType<string>()];
            default:
                Add(name, "texts-wanted", name);
                return [];
        }
    }

    /// <summary>A list of mappings; empty where absent.</summary>
    public IReadOnlyList<CatalogNode> Items(string name)
    {
        switch (Find(name))
        {
            case null or CatalogValue.Unreadable or CatalogValue.Scalar { Text: null }:
                return [];
            case CatalogValue.List list:
                return [.. list.Items.Select((item, at) => new CatalogNode(item, string.Create(CultureInfo.InvariantCulture, $"{At(name)}[{at}]"), faults))];
            default:
                Add(name, "list-wanted", name);
                return [];
        }
    }

    public CatalogNode? Inner(string name) => Has(name) ? new(Find(name)!, At(name), faults) : null;

    /// <summary>To be called when all known parts have been taken.</summary>
    public void RefuseUnknown()
    {
        foreach (var entry in (value as CatalogValue.Map)?.Entries.Where(entry => !known.Contains(entry.Key)) ?? [])
        {
            faults.Add(new(entry.Place.Line, entry.Place.Column, At(entry.Key), "key-unknown", Short(entry.Key), string.Join('、', known))
            {
                Suggestion = Nearest.To(entry.Key, known),
            });
        }
    }

    public void Add(string part, string code, params string[] particulars) => faults.Add(Fault(part, code, particulars));

    /// <summary>At the value of a part, or as near to it as there is one. <paramref name="part"/> may be a path such as <c>where.program[0]</c>.</summary>
    public CatalogFault Fault(string part, string code, params string[] particulars)
    {
        var place = Reach(value, part).Place;
        return new(place.Line, place.Column, At(part), code, particulars);
    }

    private static CatalogValue Reach(CatalogValue from, string part) => from switch
    {
        _ when part.Length == 0 => from,
        CatalogValue.List list when Index().Match(part) is { Success: true } step
            && int.TryParse(step.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < list.Items.Count =>
            Reach(list.Items[at], part[step.Length..].TrimStart('.')),

        // Codes of fields may hold points themselves: the longest key that fits leads on.
        CatalogValue.Map map when map.Entries.Where(entry => part == entry.Key || part.StartsWith(entry.Key + ".", StringComparison.Ordinal) || part.StartsWith(entry.Key + "[", StringComparison.Ordinal))
            .MaxBy(entry => entry.Key.Length) is { } next => Reach(next.Value, part[next.Key.Length..].TrimStart('.')),
        _ => from,
    };

    private string? Item(CatalogValue item, string name, int longest)
    {
        if (item is CatalogValue.Scalar { Text: { } text } && text.Trim().Length > 0)
        {
            return OneLine(text, name, longest);
        }

        if (item is not CatalogValue.Unreadable)
        {
            Add(name, "text-wanted", name);
        }

        return null;
    }

    private string? OneLine(string? text, string name, int longest)
    {
        text = text?.Trim();
        if (text?.Length > longest)
        {
            Add(name, "text-too-long", name, longest.ToString(CultureInfo.InvariantCulture));
        }
        else if (text?.Any(char.IsControl) == true)
        {
            Add(name, "line-break-refused", name);
        }

        return text;
    }

    private CatalogValue? Find(string name)
    {
        known.Add(name);
        return (value as CatalogValue.Map)?.Find(name);
    }

    private string At(string name) => Path.Length == 0 ? name : name.Length == 0 ? Path : $"{Path}.{name}";

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}…";

    [GeneratedRegex(@"^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^\[([0-9]+)\]")]
    private static partial Regex Index();
}
