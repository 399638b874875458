using System.Globalization;
using WorkTracker.Domain;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WorkTracker.Api.Catalog;

/// <summary>Something wrong with a catalog document: where in the text (from 1), where in the document, what.</summary>
public sealed record CatalogFault(int Line, int Column, string Path, string Code, params string[] Particulars);

/// <summary>A mapping of the document: takes its parts by name, remembers which it knows, and puts what is wrong where it stands.</summary>
internal sealed class CatalogNode
{
    private readonly YamlMappingNode? mapping;
    private readonly YamlNode node;
    private readonly List<CatalogFault> faults;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public CatalogNode(YamlNode node, string path, List<CatalogFault> faults)
    {
        (this.node, Path, this.faults) = (node, path, faults);
        mapping = node as YamlMappingNode;
        if (mapping is null)
        {
            Fault(node, path, "mapping-wanted");
        }
    }

    public string Path { get; }

    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } text }:
                return text.Trim();
            case var other:
                Fault(other, At(name), "text-wanted", name);
                return null;
        }
    }

    /// <summary>Text that must be there, not longer than <paramref name="longest"/>.</summary>
    public string Wanted(string name, int longest = 100)
    {
        var before = faults.Count;
        var text = Text(name) ?? "";
        if (text.Length == 0 && faults.Count == before)
        {
            Fault(name, "value-missing", name);
        }
        else if (text.Length > longest)
        {
            Fault(name, "text-too-long", name, longest.ToString(CultureInfo.InvariantCulture));
        }

        return text;
    }

    /// <summary>A code: lower-case letters, digits, and between them hyphens and points.</summary>
    public string Code(string name = "code")
    {
        var code = Wanted(name, 80);
        if (code.Length > 0 && !Codes.IsCode(code))
        {
            Fault(name, "code-invalid", code);
        }

        return code;
    }

    public decimal? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length <= 30 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000_000_000m)
        {
            return number;
        }

        Fault(name, "number-wanted", text);
        return null;
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

        Fault(name, "whole-wanted", number.ToString(CultureInfo.InvariantCulture));
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
                Fault(name, "flag-wanted", text);
                return false;
        }
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault(name, "day-unreadable", text);
        return null;
    }

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { } text }:
                return text.Length == 0 ? [] : [text];
            case YamlSequenceNode list when list.All(item => item is YamlScalarNode { Value: not null }):
                return [.. list.Cast<YamlScalarNode>().Select(item => item.Value!.Trim())];
            case var other:
                Fault(other, At(name), "texts-wanted", name);
                return [];
        }
    }

    /// <summary>A list of mappings; empty where absent.</summary>
    public IReadOnlyList<CatalogNode> Items(string name)
    {
        switch (Find(name))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return [];
            case YamlSequenceNode list:
                return [.. list.Select((item, at) => new CatalogNode(item, string.Create(CultureInfo.InvariantCulture, $"{At(name)}[{at}]"), faults))];
            case var other:
                Fault(other, At(name), "list-wanted", name);
                return [];
        }
    }

    public CatalogNode? Inner(string name) => Find(name) is { } inner ? new(inner, At(name), faults) : null;

    public IEnumerable<string> Names => mapping?.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "") ?? [];

    /// <summary>Whether the scalar was written in quotes: then it is text, whatever it looks like.</summary>
    public bool IsQuoted(string name) => Find(name) is YamlScalarNode { Style: ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted };

    /// <summary>To be called when all known parts have been taken.</summary>
    public void RefuseUnknown()
    {
        foreach (var key in mapping?.Children.Keys ?? Enumerable.Empty<YamlNode>())
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name))
            {
                Fault(key, At((key as YamlScalarNode)?.Value ?? "?"), "key-unknown", (key as YamlScalarNode)?.Value ?? "", string.Join('、', known.Order(StringComparer.Ordinal)));
            }
        }
    }

    /// <summary>At the value of a part, or at the mapping itself where the part is absent. <paramref name="part"/> may be a path such as <c>where.program</c>.</summary>
    public void Fault(string part, string code, params string[] particulars)
    {
        var at = node;
        foreach (var step in part.Split('.'))
        {
            at = at is YamlMappingNode map && map.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } name } && name == step).Value is { } next ? next : at;
        }

        Fault(at, At(part), code, particulars);
    }

    public void Fault(Fault fault) => Fault(fault.Path, fault.Code, fault.Particulars);

    private YamlNode? Find(string name)
    {
        known.Add(name);
        return mapping?.Children.FirstOrDefault(pair => pair.Key is YamlScalarNode { Value: { } key } && key == name).Value;
    }

    private string At(string name) => Path.Length == 0 ? name : name.Length == 0 ? Path : $"{Path}.{name}";

    private void Fault(YamlNode at, string path, string code, params string[] particulars) =>
        faults.Add(new((int)at.Start.Line, (int)at.Start.Column, path, code, particulars));
}
