using Fluid.Ast;
using Fluid.Values;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>Walks every branch of a template and finds what is not offered, and what is written out and does not exist.</summary>
internal sealed class TemplateVisitor(Definitions definitions, DepartmentTree tree) : AstVisitor
{
    private readonly HashSet<string> names = [.. TemplateCheck.Globals, "forloop"];
    private Place place = new(1, 1);

    public List<TemplateFault> Faults { get; } = [];

    /// <summary>Null where a tag has no such part.</summary>
    public override Statement Visit(Statement? statement)
    {
        place = statement is null ? place : PlacingTag.Of(statement) ?? place;
        return base.Visit(statement!);
    }

    public override Expression VisitOtherExpression(Expression expression)
    {
        if (expression is PlacedExpression placed)
        {
            place = placed.Place;
            Visit(placed.Inner);
        }

        return expression;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        var visited = base.VisitAssignStatement(assignStatement);
        Define(assignStatement.Identifier, assignStatement);
        return visited;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        Define(forStatement.Identifier, forStatement);
        return base.VisitForStatement(forStatement);
    }

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression)
    {
        Add(rangeExpression, "range-refused");
        return rangeExpression;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments[0] is not IdentifierSegment first)
        {
            Add(memberExpression, "name-unknown", "[]", string.Join('、', names));
        }
        else if (!names.Contains(first.Identifier))
        {
            Add(memberExpression, "name-unknown", first.Identifier, string.Join('、', names));
        }
        else if (first.Identifier == "report" && memberExpression.Segments.Skip(1).OfType<IdentifierSegment>().FirstOrDefault(segment => !OfferedWindow.Names.Contains(segment.Identifier)) is { } unknown
            && !memberExpression.Segments.OfType<IdentifierSegment>().Any(segment => segment.Identifier is "quarters" or "months"))
        {
            Add(memberExpression, "name-unknown", unknown.Identifier, string.Join('、', OfferedWindow.Names));
        }

        return base.VisitMemberExpression(memberExpression);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        if (!OfferedFilters.Arguments.TryGetValue(filterExpression.Name, out var arguments))
        {
            Add(filterExpression, "filter-unknown", filterExpression.Name, string.Join('、', OfferedFilters.Arguments.Keys));
        }
        else
        {
            foreach (var parameter in filterExpression.Parameters)
            {
                Check(parameter, arguments);
            }

            if (filterExpression.Name is "figure" or "entries" or "parties" && filterExpression.Input is LiteralExpression { Value: StringValue metrics })
            {
                CheckMetrics(filterExpression, metrics.ToStringValue());
            }
        }

        return base.VisitFilterExpression(filterExpression);
    }

    private void CheckMetrics(FilterExpression filter, string text)
    {
        var metrics = text.Split(',');
        foreach (var metric in metrics.Where(metric => definitions.FindMetric(metric.Trim().Split('@')[0]) is null))
        {
            Add(filter.Input, "metric-unknown", metric);
        }

        var whole = filter.Parameters.FirstOrDefault(parameter => parameter.Name == "of").Expression;
        if (whole is LiteralExpression { Value: StringValue of } && definitions.FindMetric(metrics[0]) is { } part && definitions.FindMetric(of.ToStringValue()) is not null
            && part.Definition.PartOf != of.ToStringValue())
        {
            Add(whole, "part-not-of-whole", metrics[0], of.ToStringValue());
        }
    }

    private void Check(FilterArgument parameter, string[] known)
    {
        if (parameter.Name is { } name && !known.Contains(name))
        {
            Add(parameter.Expression, "argument-unknown", name, string.Join('、', known));
            return;
        }

        if (parameter.Expression is not LiteralExpression { Value: StringValue value })
        {
            return;
        }

        var text = value.ToStringValue();
        switch (parameter.Name)
        {
            case null or "window" when !Window.TryParse(text, out _):
                Add(parameter.Expression, "window-invalid", text);
                break;
            case "style" when !Styles.TryRead(text, out _, out var refusal):
                Add(parameter.Expression, refusal.Code, text);
                break;
            case "department" when tree.Find(text) is null:
                Add(parameter.Expression, "department-unknown", text);
                break;
            case "program" when definitions.FindProgram(text) is null:
                Add(parameter.Expression, "program-unknown", text);
                break;
            case "of" when known.Length > 1 && definitions.FindMetric(text) is null:
                Add(parameter.Expression, "metric-unknown", text);
                break;
            case "basis" when text is not ("approved" or "reported"):
                Add(parameter.Expression, "basis-invalid", text);
                break;
            default:
                break;
        }
    }

    private void Define(string name, Statement statement)
    {
        if (TemplateCheck.Globals.Contains(name))
        {
            Faults.Add(new(PlacingTag.Of(statement) ?? place, "name-taken", name));
        }

        names.Add(name);
    }

    private void Add(Expression expression, string code, params string[] particulars) => Faults.Add(new(PlacingParser.Of(expression) ?? place, code, particulars));
}
