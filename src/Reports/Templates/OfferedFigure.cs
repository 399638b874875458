using Fluid.Values;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>A figure: printed it is a number in its wording; in conditions it has its value. It may be printed only where it can be worded.</summary>
internal sealed class OfferedFigure(AnsweredFigure answer, Filling filling) : Offered(Names)
{
    public static readonly IReadOnlyList<string> Names = ["value", "name", "exists", "is-full"];

    protected override string Text => answer switch
    {
        { Figure: { } figure } => filling.Mark(figure),
        { Phrase: CannotWord cannot } => throw new TemplateException("figure-not-worded", answer.Key.Metrics, answer.Key.Style, cannot.Code),
        _ => throw new InvalidOperationException("No such phrase."),
    };

    public override FluidValues Type => FluidValues.Number;

    public override decimal ToNumberValue() => answer.Printed ?? 0;

    public override bool Equals(FluidValue? other) => other is NumberValue or OfferedFigure && other.ToNumberValue() == ToNumberValue();

    public override int GetHashCode() => ToNumberValue().GetHashCode();

    protected override FluidValue? Member(string name) => name switch
    {
        "value" => NumberValue.Create(answer.Printed ?? 0),
        "name" => StringValue.Create(filling.Mark(answer.Name)),
        "exists" => BooleanValue.Create(answer.Figure is not null),
        "is-full" => BooleanValue.Create(answer.Phrase is Worded { Text: "全覆盖" } || answer.Printed == 100),
        _ => null,
    };
}
