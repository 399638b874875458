using Fluid;
using Fluid.Values;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

/// <summary>Reads what stands behind a filter's colon: a window first, then by name <c>style</c>, <c>department</c>, <c>basis</c> …</summary>
internal sealed class FigureArguments(FilterArguments arguments, Filling filling)
{
    private readonly HashSet<string> named = [.. arguments.Names];

    public void RefuseOthers(params string[] known)
    {
        if (named.Except(known).FirstOrDefault() is { } unknown)
        {
            throw new TemplateException("argument-unknown", unknown, string.Join('、', known));
        }

        if (arguments.Count - named.Count > 1)
        {
            throw new TemplateException("argument-unknown", arguments.At(1).ToStringValue(), string.Join('、', known));
        }
    }

    /// <summary>Behind the colon or as <c>window:</c>; the report's own where neither is given.</summary>
    public Window Window => (named.Contains("window") ? arguments["window"] : arguments.Count > named.Count ? arguments.At(0) : NilValue.Instance) switch
    {
        OfferedWindow offered => offered.Window,
        StringValue text when Domain.Window.TryParse(text.ToStringValue(), out var window) => window,
        var given when given.IsNil() && !named.Contains("window") && arguments.Count == named.Count => filling.Request.Window,
        var wrong => throw new TemplateException("window-invalid", wrong.ToStringValue()),
    };

    public IReadOnlyList<WordingStyle> Styles => Drafting.Styles.TryRead(Text("style") ?? "exact", out var styles, out var refusal)
        ? styles
        : throw new TemplateException(refusal.Code, Text("style")!);

    public Department Department => arguments["department"] switch
    {
        OfferedDepartment offered => offered.Department,
        var given when given.IsNil() => filling.Request.Department,
        var text => filling.Source.Knowledge.Tree.Find(text.ToStringValue()) ?? throw new TemplateException("department-unknown", text.ToStringValue()),
    };

    public Basis Basis => Text("basis") switch
    {
        null => filling.Request.Basis,
        "approved" => Basis.Approved,
        "reported" => Basis.Reported,
        var wrong => throw new TemplateException("basis-invalid", wrong),
    };

    public string? Program => arguments["program"] switch
    {
        OfferedProgram offered => offered.Code,
        var given when given.IsNil() => null,
        var text when filling.Source.Knowledge.Definitions.FindProgram(text.ToStringValue()) is { } program => program.Code,
        var text => throw new TemplateException("program-unknown", text.ToStringValue()),
    };

    public int Limit(int most) => arguments["limit"] switch
    {
        var given when given.IsNil() => most,
        var number when number.ToNumberValue() is >= 1 and var limit && limit <= most => (int)limit,
        var wrong => throw new TemplateException("limit-out-of-range", wrong.ToStringValue(), most.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };

    public string? Text(string name) => arguments[name] is var value && value.IsNil() ? null : value.ToStringValue();

    public Metric Metric(string code) => filling.Source.Metric(code.Trim()) ?? throw new TemplateException("metric-unknown", code);

    public Question Question(string metric) => new(Metric(metric), Department, Window, Basis);
}
