using WorkTracker.Domain.Departments;

namespace WorkTracker.Bench.City;

/// <summary>A city on three levels: eleven counties with four sections each, and six offices of the city itself.</summary>
internal static class Departments
{
    public const string City = "430000";

    public static readonly string[] Offices = [.. Enumerable.Range(1, 6).Select(office => $"{City}-o{office}")];

    public static readonly string[] Counties = [.. Enumerable.Range(1, 11).Select(county => $"{430000 + county}")];

    public static readonly string[] Sections = [.. Counties.SelectMany(county => Enumerable.Range(1, 4).Select(section => $"{county}-s{section}"))];

    public static IEnumerable<object> Opened =>
    [
        new DepartmentOpened(City, "示例市", "city", [], null),
        .. Offices.Select(code => new DepartmentOpened(code, $"市直单位{code[^1]}", "office", ["市直"], City)),
        .. Counties.Select(code => new DepartmentOpened(code, $"第{code[^2..]}县", "county", [], City)),
        .. Sections.Select(code => new DepartmentOpened(code, $"第{code[4..6]}县{code[^1]}科", "section", [], code[..6])),
    ];
}
