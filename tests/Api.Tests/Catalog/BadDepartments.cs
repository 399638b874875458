namespace WorkTracker.Api.Tests.Catalog;

/// <summary>Departments that do not make one tree, or not from what is stored.</summary>
internal static class BadDepartments
{
    public static readonly BadDocument[] All =
    [
        new("A parent that nobody knows", Departments("{ code: b, name: 乙, level: x, parent: contry }"), "department-unknown departments[0].parent"),
        new("A cycle of two; what hangs below it is not blamed",
            Departments("{ code: a, name: 甲, level: x, parent: b }", "{ code: b, name: 乙, level: x, parent: a }", "{ code: c, name: 丙, level: x, parent: a }"),
            "department-cycle departments[0].parent", "department-cycle departments[1].parent"),
        new("A department that is its own parent", Departments("{ code: a, name: 甲, level: x, parent: a }"), "department-cycle departments[0].parent"),
        new("A second root", Departments("{ code: b, name: 乙, level: city }"), "department-second-root departments[0].parent"),
        new("A department with another parent", Departments("{ code: county, name: 甲县, level: county, parent: office }"), "department-move-unsupported departments[0].parent"),
        new("A closed department that is open again", Departments("{ code: closed, name: 停用单位, level: office, parent: city }"), "department-reopening-unsupported departments[0].closed"),
        new("A department without a level", Departments("{ code: b, name: 乙, parent: city }"), "value-missing departments[0].level"),
        new("What hangs below an unsound department is not blamed", Departments("{ code: b, name: 乙, level: [], parent: city }", "{ code: c, name: 丙, level: x, parent: b }"), "text-wanted departments[0].level"),
    ];

    private static string Departments(params string[] items) => "departments:\n" + string.Concat(items.Select(item => $"  - {item}\n"));
}
