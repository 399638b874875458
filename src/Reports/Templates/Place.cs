namespace WorkTracker.Reports.Templates;

/// <summary>A place in a template's text; both count from 1.</summary>
public readonly record struct Place(int Line, int Column);

/// <summary>Something wrong with a template: where, what, and the particulars that its text for people names in this order.</summary>
public sealed record TemplateFault(Place Place, string Code, params string[] Particulars);

/// <summary>A template cannot be filled; what is wrong with it, at the place that was being filled.</summary>
public sealed class TemplateException(string code, params string[] particulars) : Exception
{
    public string Code => code;

    public override string Message => $"{code} {string.Join(' ', particulars)}";

    public IReadOnlyList<string> Particulars => particulars;

    internal TemplateFault At(Place place) => new(place, code, particulars);
}
