using System.Globalization;
using Fluid;
using Fluid.Values;

namespace WorkTracker.Reports.Templates;

/// <summary>A value of ours in a template. It has the members that it names and no others, and shows nothing of the program behind it.</summary>
internal abstract class Offered(IReadOnlyList<string> members) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    /// <summary>What stands in the Markdown for it.</summary>
    protected abstract string Text { get; }

    protected abstract FluidValue? Member(string name);

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        new(Member(name) ?? throw new TemplateException("name-unknown", name, string.Join('、', members)));

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other) || (other is Offered same && same.Text == Text) || (other is StringValue text && text.ToStringValue() == Text);

    public override bool Equals(object? obj) => obj is FluidValue other && Equals(other);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0;

    public override string ToStringValue() => Text;

    public override object ToObjectValue() => this;

    public override ValueTask WriteToAsync(TextWriter output, System.Text.Encodings.Web.TextEncoder encoder, CultureInfo cultureInfo)
    {
        output.Write(Text);
        return ValueTask.CompletedTask;
    }
}
