using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Parlot.Fluent;
using WorkTracker.Reports.Drafting;

namespace WorkTracker.Reports.Templates;

/// <summary>Liquid with the tags that templates may use, and with places.</summary>
internal sealed partial class TemplateParser : FluidParser
{
    public static readonly IReadOnlyList<string> Tags = ["assign", "if", "unless", "case", "for", "comment", "break", "continue", "slot", "chart", "pagebreak"];

    public static readonly TemplateParser Shared = new();

    private TemplateParser()
    {
        // Both are looked up while parsing, so that what stands in them now is what all tags use.
        Primary.Parser = new PlacingParser(Primary.Parser!, wrap: false);
        FilterExpression.Parser = new PlacingParser(FilterExpression.Parser!, wrap: true);
        RegisterExpressionBlock("slot", (name, body, output, encoder, context) => RegionAsync(RegionKind.Slot, name, body, output, encoder, context));
        RegisterExpressionBlock("chart", (title, body, output, encoder, context) => RegionAsync(RegionKind.Chart, title, body, output, encoder, context));
        RegisterEmptyTag("pagebreak", (output, _, _) =>
        {
            output.Write($"\n\n{Marks.PageBreak}\n\n");
            return new(Completion.Normal);
        });
        foreach (var tag in RegisteredTags.Keys.Except(Tags).ToList())
        {
            RegisteredTags.Remove(tag);
        }

        foreach (var (tag, parser) in RegisteredTags.ToList())
        {
            RegisteredTags[tag] = new PlacingTag(parser);
        }
    }

    /// <summary>Null, with the fault, where the text is no template.</summary>
    public IFluidTemplate? Parse(string text, out TemplateFault? fault)
    {
        fault = null;
        try
        {
            if (this.TryParse(text, out var template, out var error))
            {
                return template;
            }

            fault = FaultOf(error);
        }
        catch (ParseException e)
        {
            fault = FaultOf(e.Message);
        }

        return null;
    }

    private static TemplateFault FaultOf(string error)
    {
        var at = At().Match(error);
        var message = error.Split('\n')[0];
        return at.Success
            ? new(new(Whole(at.Groups[1]), Whole(at.Groups[2])), "template-malformed", message[..Math.Min(message.Length, at.Index < message.Length ? at.Index : message.Length)].Trim())
            : new(new(1, 1), "template-malformed", message);
    }

    private static int Whole(Group group) => int.Parse(group.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static async ValueTask<Completion> RegionAsync(
        RegionKind kind, Expression name, IReadOnlyList<Statement> body, TextWriter output, TextEncoder encoder, TemplateContext context)
    {
        var filling = Filling.Of(context);
        var title = (await name.EvaluateAsync(context)).ToStringValue();
        var region = filling.Region(kind, title);
        output.Write($"\n\n{Marks.Open(region)}\n\n");
        foreach (var statement in body)
        {
            var completion = await statement.WriteToAsync(output, encoder, context);
            if (completion != Completion.Normal)
            {
                return completion;
            }
        }

        output.Write($"\n\n{Marks.Close(region)}\n\n");
        return Completion.Normal;
    }

    [GeneratedRegex(@"at \((\d+):(\d+)\)")]
    private static partial Regex At();
}
