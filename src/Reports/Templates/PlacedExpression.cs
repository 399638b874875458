using System.Runtime.CompilerServices;
using Fluid;
using Fluid.Ast;
using Fluid.Values;
using Parlot;
using Parlot.Fluent;

namespace WorkTracker.Reports.Templates;

/// <summary>An expression that remembers where it stands, and says so while it is evaluated.</summary>
internal sealed class PlacedExpression(Expression inner, Place place) : Expression
{
    private const string Key = "place";

    public Expression Inner => inner;

    public Place Place => place;

    public static Place Of(TemplateContext context) => context.AmbientValues.GetValueOrDefault(Key) is Place place ? place : new(1, 1);

    public override ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
    {
        context.AmbientValues[Key] = place;
        return inner.EvaluateAsync(context);
    }
}

/// <summary>Parses what another parser does and wraps it with its place; or only notes the place, for parts that must keep their type.</summary>
internal sealed class PlacingParser(Parser<Expression> parser, bool wrap) : Parser<Expression>
{
    private static readonly ConditionalWeakTable<Expression, object> Places = [];

    public static Place? Of(Expression expression) =>
        expression is PlacedExpression placed ? placed.Place : Places.TryGetValue(expression, out var place) ? (Place)place : null;

    public override bool Parse(ParseContext context, ref ParseResult<Expression> result)
    {
        var place = Next(context);
        if (!parser.Parse(context, ref result))
        {
            return false;
        }

        if (wrap)
        {
            result.Set(result.Start, result.End, new PlacedExpression(result.Value, place));
        }
        else if (!Places.TryGetValue(result.Value, out _))
        {
            Places.AddOrUpdate(result.Value, place);
        }

        return true;
    }

    /// <summary>Of the next character that is no white space.</summary>
    internal static Place Next(ParseContext context)
    {
        var cursor = context.Scanner.Cursor;
        var before = cursor.Position;
        context.Scanner.SkipWhiteSpaceOrNewLine();
        var place = new Place(cursor.Position.Line, cursor.Position.Column);
        cursor.ResetPosition(before);
        return place;
    }
}

/// <summary>Notes where a tag's content begins.</summary>
internal sealed class PlacingTag(Parser<Statement> parser) : Parser<Statement>
{
    private static readonly ConditionalWeakTable<Statement, object> Places = [];

    public static Place? Of(Statement statement) => Places.TryGetValue(statement, out var place) ? (Place)place : null;

    public override bool Parse(ParseContext context, ref ParseResult<Statement> result)
    {
        var place = PlacingParser.Next(context);
        if (!parser.Parse(context, ref result))
        {
            return false;
        }

        Places.AddOrUpdate(result.Value, place);
        return true;
    }
}
