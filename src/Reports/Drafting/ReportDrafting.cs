using Fluid;
using Fluid.Values;
using WorkTracker.Domain.Reports;
using WorkTracker.Projections.Totals;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

/// <summary>A filled template, all of one position.</summary>
public sealed record Draft(
    ReportRequest Request, long Position, ReportHead Head, IReadOnlyList<Block> Body, IReadOnlyList<Figure> Figures, IReadOnlyList<FigureList> Lists, IReadOnlyCollection<TotalRead> Reads)
{
    /// <summary>The text of the first title; the template's name where it has none.</summary>
    public string Title => Body.OfType<Block.Heading>().FirstOrDefault(heading => heading.Level == 0) is { } title
        ? string.Concat(title.Text.Select(inline => inline.Text)).Replace("\n", "", StringComparison.Ordinal)
        : Request.Template.Name;
}

/// <summary>Fills templates.</summary>
public static class ReportDrafting
{
    /// <summary>No template may run longer.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(10);

    private const int MostText = 2_000_000;

    /// <summary>Null, with everything that is wrong, where the template cannot be filled with what the view holds.</summary>
    /// <param name="view">The position of everything.</param>
    /// <param name="request">What to fill.</param>
    /// <param name="recalled">Figures that this report has printed at this position already.</param>
    /// <param name="sees">What may be read for whoever asks; null where that is all.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<(Draft? Draft, IReadOnlyList<TemplateFault> Faults)> FillAsync(
        TotalsView view, ReportRequest request, IReadOnlyList<Figure>? recalled = null, Func<TotalRead, bool>? sees = null, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestRun);
        var knowledge = view.Knowledge;
        if (TemplateCheck.Parse(request.Template.Text, knowledge.Definitions, knowledge.Tree, out var faults) is not { } template)
        {
            return (null, faults);
        }

        // Filled once with nothing, so that all the numbers that it will ask for can be asked for together.
        var foreseen = new ForeseenFigures(knowledge);
        var (_, fault) = await RunAsync(template, new Filling(request, foreseen, limit.Token, sees), cancellation);
        if (fault is not null)
        {
            return (null, [fault]);
        }

        var figures = new ViewFigures(view);
        figures.Recall(recalled ?? []);
        await figures.AskAsync(foreseen.Asked, limit.Token);
        var filling = new Filling(request, figures, limit.Token, sees);
        (var text, fault) = await RunAsync(template, filling, cancellation);
        if (text is null)
        {
            return (null, [fault!]);
        }

        var (head, markdown) = ReportHead.Read(text, value => string.Concat(Marks.Split(value).Select(part => part.Text ?? filling.Pieces[part.Piece].Text)));
        return (new(request, view.Standing.Position, head, new MarkdownBody(filling).Read(markdown), [.. filling.Figures], filling.Lists, filling.Reads), []);
    }

    /// <summary>The Markdown, or what went wrong and where.</summary>
    internal static async Task<(string? Text, TemplateFault? Fault)> RunAsync(IFluidTemplate template, Filling filling, CancellationToken caller)
    {
        var context = new TemplateContext(OfferedFilters.Options);
        filling.Enter(context);
        context.SetValue("report", new OfferedWindow(filling.Request.Window));
        context.SetValue("department", new OfferedDepartment(filling.Request.Department, filling));
        context.SetValue("basis", StringValue.Create(filling.Request.Basis == Domain.Basis.Approved ? "approved" : "reported"));
        try
        {
            await using var output = new BoundedWriter(MostText, filling.Cancellation);
            await template.RenderAsync(output, NullEncoder.Default, context);
            return (output.ToString(), null);
        }
        catch (TemplateException e)
        {
            return (null, e.At(PlacedExpression.Of(context)));
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return (null, new(PlacedExpression.Of(context), "template-too-slow", $"{LongestRun.TotalSeconds}"));
        }
        catch (FluidException e) when (e.Message.StartsWith("Undefined variable", StringComparison.Ordinal))
        {
            return (null, new(PlacedExpression.Of(context), "name-unknown", e.Message.Split('\'')[1], string.Join('、', TemplateCheck.Globals)));
        }
        catch (Exception e) when (e is InvalidOperationException or FluidException)
        {
            return (null, new(PlacedExpression.Of(context), "template-grows-too-large"));
        }
    }
}
