using System.Globalization;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Catalog;

/// <summary>Whether a filter can hold for anything: its programs, levels, tags and fields exist, and the fields can have the values. Paths begin with <c>where</c>.</summary>
internal static class FilterCheck
{
    public static IEnumerable<Fault> Check(Filter where, IReadOnlyCollection<Kind> of, Definitions definitions, DepartmentTree tree) =>
    [
        .. Unknown(where.Programs, "program-unknown", "where.program", program => definitions.FindProgram(program) is not null),
        .. Unknown(where.Levels, "level-unknown", "where.department.level", level => tree.ByCode.Values.Any(department => department.Level == level)),
        .. Unknown(where.Tags, "tag-unknown", "where.department.tag", tag => tree.ByCode.Values.Any(department => department.Tags.Contains(tag))),
        .. where.Fields.SelectMany(condition => of.SelectMany(kind => Check(condition, kind))),
    ];

    private static IEnumerable<Fault> Unknown(IEnumerable<string> named, string code, string path, Func<string, bool> exists) =>
        named.Select((name, at) => (name, at)).Where(pair => !exists(pair.name)).Select(pair => new Fault(code, Paths.Item(path, pair.at), pair.name));

    private static IEnumerable<Fault> Check(FieldCondition condition, Kind kind)
    {
        var path = $"where.{condition.Field}";
        if (kind.Field(condition.Field) is not { } field)
        {
            return [new("field-not-in-kind", path, condition.Field, kind.Code)];
        }

        return condition.AnyOf.Select((value, at) => (value, at)).Where(pair => !Fits(pair.value, field))
            .Select(pair => new Fault("condition-does-not-fit", Paths.Item(path, pair.at), Written(pair.value), field.Name));
    }

    private static bool Fits(FieldValue value, FieldDefinition field) => (field.Type, value) switch
    {
        (FieldType.YesNo, FieldValue.Flag) or (FieldType.Text, FieldValue.Text) => true,
        (FieldType.Choice, FieldValue.Text text) => field.Options.Contains(text.Value),
        (FieldType.Day, FieldValue.Text text) => DateOnly.TryParseExact(text.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        (_, FieldValue.Number number) => field.IsNumber && number.Value >= (field.Min ?? 0) && !(number.Value > field.Max),
        _ => false,
    };

    private static string Written(FieldValue value) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        FieldValue.Flag flag => flag.Value ? "true" : "false",
        FieldValue.Span or FieldValue.Parties => value.GetType().Name,
        _ => throw new InvalidOperationException($"No such value: {value}."),
    };
}
