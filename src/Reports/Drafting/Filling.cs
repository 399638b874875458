using Fluid;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Templates;

namespace WorkTracker.Reports.Drafting;

internal enum RegionKind
{
    /// <summary>A paragraph that people type.</summary>
    Slot,

    /// <summary>Holds a table that is shown as a chart.</summary>
    Chart,
}

internal sealed record Region(RegionKind Kind, string Title);

/// <summary>What a mark in the Markdown stands for: a figure, or text that came from data.</summary>
internal sealed record Piece(Figure? Figure, string Text);

/// <summary>What one filling of a template has gathered so far.</summary>
internal sealed class Filling(ReportRequest request, FigureSource figures, CancellationToken cancellation, Func<TotalRead, bool>? sees = null)
{
    /// <summary>More figures or texts than these no report has.</summary>
    public const int MostPieces = 20_000;

    private const string Key = "filling";

    private readonly OrderedDictionary<string, Figure> printed = new(StringComparer.Ordinal);

    public ReportRequest Request => request;

    public FigureSource Source => figures;

    /// <summary>Ends at the time limit.</summary>
    public CancellationToken Cancellation => cancellation;

    public List<Piece> Pieces { get; } = [];

    public List<Region> Regions { get; } = [];

    public List<FigureList> Lists { get; } = [];

    /// <summary>Every figure that stands in the text, once.</summary>
    public IEnumerable<Figure> Figures => printed.Values;

    /// <summary>All that the template has asked for, printed or not.</summary>
    public HashSet<TotalRead> Reads { get; } = [];

    /// <summary>To be called before anything is read: what may not be seen is not asked, in no branch and for no condition.</summary>
    public void Read(string metrics, string department)
    {
        var read = new TotalRead(metrics, department);
        if (Reads.Add(read) && sees?.Invoke(read) == false)
        {
            throw new TemplateException("report-shows-too-much");
        }
    }

    public static Filling Of(TemplateContext context) => (Filling)context.AmbientValues[Key];

    public void Enter(TemplateContext context) => context.AmbientValues[Key] = this;

    public string Mark(Figure figure)
    {
        printed[figure.Id] = figure;
        return Mark(new Piece(figure, figure.Text));
    }

    public string Mark(string text) => text.Length == 0 ? "" : Mark(new Piece(null, text));

    public int Region(RegionKind kind, string title)
    {
        if (string.IsNullOrWhiteSpace(title) || (kind == RegionKind.Slot && Regions.Any(region => region.Kind == kind && region.Title == title)))
        {
            throw new TemplateException("slot-name-repeated", title);
        }

        Regions.Add(new(kind, title.Trim()));
        return Regions.Count - 1;
    }

    private string Mark(Piece piece)
    {
        if (Pieces.Count >= MostPieces)
        {
            throw new TemplateException("template-grows-too-large");
        }

        Pieces.Add(piece);
        return Marks.Piece(Pieces.Count - 1);
    }
}
