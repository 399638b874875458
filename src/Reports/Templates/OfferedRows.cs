using Fluid.Values;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>单位.</summary>
internal sealed class OfferedDepartment(Department department, Filling filling) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names = ["code", "name", "level"];

    public Department Department => department;

    protected override string Text => filling.Mark(department.Name);

    protected override FluidValue? Member(string name) => name switch
    {
        "code" => StringValue.Create(department.Code),
        "name" => StringValue.Create(Text),
        "level" => StringValue.Create(department.Level),
        _ => null,
    };
}

/// <summary>An entry: its day, its department, its program, and its fields by their codes.</summary>
internal sealed class OfferedEntry(EntryRow entry, Filling filling) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names = ["day", "date", "department", "program"];

    protected override string Text => filling.Mark(entry.Fields.GetValueOrDefault("title") ?? "");

    /// <summary>A field that the entry does not fill is empty; that its kind has such a field is checked with the template.</summary>
    protected override FluidValue? Member(string name) => name switch
    {
        "day" => StringValue.Create(WindowWording.DayOfYear(entry.Day)),
        "date" => StringValue.Create(WindowWording.Of(entry.Day)),
        "department" => StringValue.Create(filling.Mark(entry.Department)),
        "program" => StringValue.Create(filling.Mark(entry.Program)),
        _ => entry.Fields.TryGetValue(name, out var text) ? StringValue.Create(filling.Mark(text)) : StringValue.Empty,
    };
}

/// <summary>对象: a party that a metric counts; <c>figure</c> is what it contributes.</summary>
internal sealed class OfferedParty(PartyRow party, AnsweredFigure figure, Filling filling) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names = ["name", "figure"];

    protected override string Text => filling.Mark(party.Name);

    protected override FluidValue? Member(string name) => name switch
    {
        "name" => StringValue.Create(Text),
        "figure" => new OfferedFigure(figure, filling),
        _ => null,
    };
}

/// <summary>专项行动.</summary>
internal sealed class OfferedProgram(Domain.Catalog.Program program, Filling filling) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names = ["code", "name"];

    public string Code => program.Code;

    protected override string Text => filling.Mark(program.Name);

    protected override FluidValue? Member(string name) => name switch
    {
        "code" => StringValue.Create(program.Code),
        "name" => StringValue.Create(Text),
        _ => null,
    };
}
