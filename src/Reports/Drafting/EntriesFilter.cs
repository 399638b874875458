using Fluid;
using Fluid.Values;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

/// <summary>Rows to loop over: <c>entries</c> behind a metric, <c>parties</c> that it counts, <c>departments</c> of a level or tag.</summary>
internal static class EntriesFilter
{
    /// <summary>Of one loop.</summary>
    public const int MostRows = 500;

    public static readonly string[] EntriesArguments = ["window", "department", "basis", "program", "limit"];
    public static readonly string[] PartiesArguments = ["window", "department", "basis", "style", "limit"];

    public static async ValueTask<FluidValue> EntriesAsync(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (filling, read) = Read(arguments, context, EntriesArguments);
        var question = read.Question(input.ToStringValue());
        if (question.Metric.Measure is Measure.Computed)
        {
            throw new TemplateException("entries-of-formula", question.Metric.Code);
        }

        filling.Read(FigureFilter.Versioned(question.Metric), question.Department.Code);
        var (program, limit) = (read.Program, read.Limit(MostRows));
        var rows = (await filling.Source.EntriesAsync(question, program, filling.Cancellation)).Take(limit).ToList();
        Note(filling, "entries", question, $"{program}/{limit}", rows.Select(row => new ListedItem(row.Id.ToString(), row.Fields.GetValueOrDefault("title") ?? row.Department)));
        return new ArrayValue([.. rows.Select(row => (FluidValue)new OfferedEntry(row, filling))]);
    }

    public static async ValueTask<FluidValue> PartiesAsync(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (filling, read) = Read(arguments, context, PartiesArguments);
        var question = read.Question(input.ToStringValue());
        if (!question.Metric.Measure.CountsUnits)
        {
            throw new TemplateException("parties-not-counted", question.Metric.Code);
        }

        filling.Read(FigureFilter.Versioned(question.Metric), question.Department.Code);
        var limit = read.Limit(MostRows);
        var rows = (await filling.Source.PartiesAsync(question, filling.Cancellation)).Take(limit).ToList();
        Note(filling, "parties", question, $"/{limit}", rows.Select(row => new ListedItem(row.Id.ToString(), row.Name)));
        var parties = new List<FluidValue>(rows.Count);
        foreach (var row in rows)
        {
            var key = FigureFilter.KeyOf([question.Metric], read) with { Party = row.Id };
            parties.Add(new OfferedParty(row, await filling.Source.AnswerAsync(key, filling.Cancellation), filling));
        }

        return new ArrayValue(parties);
    }

    public static ValueTask<FluidValue> DepartmentsAsync(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var (filling, read) = Read(arguments, context, "of");
        var above = read.Text("of") is { } code ? filling.Source.Knowledge.Tree.Find(code) ?? throw new TemplateException("department-unknown", code) : filling.Request.Department;
        filling.Read("", above.Code);
        var wanted = input.ToStringValue();
        var found = DepartmentsOf(filling.Source.Knowledge, above.Code, wanted, filling.Request.Window.Until).Take(MostRows).ToList();
        if (found.Count == 0 && !filling.Source.Knowledge.Tree.ByCode.Values.Any(department => department.Level == wanted || department.Tags.Contains(wanted)))
        {
            throw new TemplateException("level-or-tag-unknown", wanted);
        }

        filling.Lists.Add(new("departments", wanted, above.Code, filling.Request.Window.Text, filling.Request.Basis, "", [.. found.Select(department => new ListedItem(department.Code, department.Name))]));
        return new(new ArrayValue([.. found.Select(department => (FluidValue)new OfferedDepartment(department, filling))]));
    }

    /// <summary>Open at the day, in the order in which they were opened.</summary>
    public static IEnumerable<Domain.Departments.Department> DepartmentsOf(Knowledge knowledge, string above, string levelOrTag, DateOnly on) =>
        knowledge.Tree.Subtree(above)
            .Where(department => (department.Level == levelOrTag || department.Tags.Contains(levelOrTag)) && (department.ClosedOn is null || department.ClosedOn >= on))
            .OrderBy(department => department.Number);

    private static (Filling, FigureArguments) Read(FilterArguments arguments, TemplateContext context, params string[] known)
    {
        var filling = Filling.Of(context);
        var read = new FigureArguments(arguments, filling);
        read.RefuseOthers(known);
        return (filling, read);
    }

    private static void Note(Filling filling, string source, Question question, string argument, IEnumerable<ListedItem> items) =>
        filling.Lists.Add(new(source, FigureFilter.Versioned(question.Metric), question.Department.Code, question.Window.Text, question.Basis, argument, [.. items]));
}
