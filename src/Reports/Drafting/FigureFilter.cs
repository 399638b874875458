using Fluid;
using Fluid.Values;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

/// <summary><c>{{ "wanqi.funds" | figure: report.until, style: "over-whole" }}</c>: a number in its wording, traceable to its entries.</summary>
internal static class FigureFilter
{
    public static readonly string[] Arguments = ["window", "style", "department", "basis", "of"];

    public const int MostMetrics = 12;

    public static async ValueTask<FluidValue> AnswerAsync(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var filling = Filling.Of(context);
        var read = new FigureArguments(arguments, filling);
        read.RefuseOthers(Arguments);
        var codes = input.ToStringValue().Split(',');
        if (codes.Length > MostMetrics)
        {
            throw new TemplateException("metrics-too-many", MostMetrics.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var metrics = codes.Select(read.Metric).ToList();
        if (metrics.Count > 1 && read.Styles is not [WordingStyle.LeadingDigits])
        {
            throw new TemplateException("style-of-several", Styles.Written(read.Styles));
        }

        filling.Read(string.Join(',', metrics.Select(Versioned)), read.Department.Code);
        var answer = await filling.Source.AnswerAsync(KeyOf(metrics, read), filling.Cancellation);
        if (read.Text("of") is { } whole)
        {
            await CheckPartAsync(metrics[0], whole, answer, read, filling, filling.Cancellation);
        }

        return new OfferedFigure(answer, filling);
    }

    public static FigureKey KeyOf(IReadOnlyList<Metric> metrics, FigureArguments read) => new(
        string.Join(',', metrics.Select(Versioned)), read.Department.Code, read.Window.Text, read.Basis, Styles.Written(read.Styles));

    public static string Versioned(Metric metric) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric.Code}@{metric.Version}");

    /// <summary>其中: the catalog must say that it is a part, and the numbers must not say otherwise (P6).</summary>
    private static async Task CheckPartAsync(Metric part, string whole, AnsweredFigure answer, FigureArguments read, Filling filling, CancellationToken cancellation)
    {
        var of = read.Metric(whole);
        if (part.Definition.PartOf != of.Code)
        {
            throw new TemplateException("part-not-of-whole", part.Code, of.Code);
        }

        filling.Read(Versioned(of), read.Department.Code);
        var total = await filling.Source.AnswerAsync(new(Versioned(of), read.Department.Code, read.Window.Text, read.Basis, "exact"), cancellation);
        if (answer.Values is [{ } mine] && total.Values is [{ } all] && mine > all)
        {
            throw new TemplateException("part-exceeds-whole", part.Code, of.Code);
        }
    }
}
