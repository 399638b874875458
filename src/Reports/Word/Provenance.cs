using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DocumentFormat.OpenXml.CustomXmlDataProperties;
using DocumentFormat.OpenXml.Packaging;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using Block = WorkTracker.Reports.Drafting.Block;
using Inline = WorkTracker.Reports.Drafting.Inline;

namespace WorkTracker.Reports.Word;

/// <summary>
/// What a file knows of itself, in a part of its own that Word and LibreOffice leave alone: which report it is, its position, each figure with what it
/// came from, and each loop's rows. <c>Report</c> is null where the file was drafted without being stored.
/// </summary>
public sealed record Provenance(
    Guid? Report, string Template, int TemplateVersion, string Department, string Window, Basis Basis, long Position, ImmutableArray<Figure> Figures, ImmutableArray<FigureList> Lists)
{
    /// <summary>Ids of figures that stand in charts and nowhere else.</summary>
    public ImmutableHashSet<string> InCharts { get; init; } = [];

    /// <summary>More than these no report has.</summary>
    private const int MostFigures = 20_000;

    private static readonly XNamespace Space = "urn:worktracker:report:1";
    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 20_000_000 };

    public static Provenance Of(Draft draft, Guid? report) => new(
        report, draft.Request.Template.Code, draft.Request.Template.Version, draft.Request.Department.Code, draft.Request.Window.Text, draft.Request.Basis, draft.Position,
        [.. draft.Figures], [.. draft.Lists])
    {
        InCharts = draft.Head.Appendix ? [] : [.. draft.Figures.Select(figure => figure.Id).Except(InText(draft.Body))],
    };

    private static IEnumerable<string> InText(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Block.Heading heading => Ids(heading.Text),
        Block.Paragraph paragraph => Ids(paragraph.Text),
        Block.Table table => table.Rows.SelectMany(row => row).SelectMany(Ids),
        Block.Slot slot => InText(slot.Content),
        _ => [],
    });

    private static IEnumerable<string> Ids(IEnumerable<Inline> text) => text.Select(inline => inline.Figure?.Id).OfType<string>();

    public void Write(MainDocumentPart main)
    {
        var part = Part(main);
        if (part is null)
        {
            part = main.AddNewPart<CustomXmlPart>("application/xml", null!);
            var properties = part.AddNewPart<CustomXmlPropertiesPart>();
            properties.DataStoreItem = new DataStoreItem(new SchemaReferences(new SchemaReference { Uri = Space.NamespaceName })) { ItemId = "{6D2F0C1B-7A54-4E0B-9A53-5F1C8B0A4D11}" };
        }

        using var stream = part.GetStream(FileMode.Create);
        Xml().Save(stream);
    }

    /// <summary>Null where the file has none, or one that cannot be read.</summary>
    public static Provenance? Read(MainDocumentPart main) => Part(main) is { } part ? Read(part) : null;

    /// <summary>Null where it has been spoilt.</summary>
    internal static Provenance? Read(CustomXmlPart part)
    {
        try
        {
            using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
            using var reader = XmlReader.Create(stream, Safe);
            return Read(XElement.Load(reader));
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException or NullReferenceException or ArgumentException)
        {
            return null;
        }
    }

    internal static CustomXmlPart? Part(MainDocumentPart main) => main.CustomXmlParts.FirstOrDefault(part =>
    {
        try
        {
            using var stream = part.GetStream(FileMode.Open, FileAccess.Read);
            using var reader = XmlReader.Create(stream, Safe);
            return reader.MoveToContent() == XmlNodeType.Element && reader.NamespaceURI == Space.NamespaceName;
        }
        catch (XmlException)
        {
            return false;
        }
    });

    private XElement Xml() => new(
        Space + "report", Report is { } id ? new XAttribute("id", id) : null, new XAttribute("template", Template), new XAttribute("template-version", TemplateVersion),
        new XAttribute("department", Department), new XAttribute("window", Window), new XAttribute("basis", Written(Basis)), new XAttribute("position", Position),
        Figures.Select(figure => new XElement(
            Space + "figure", new XAttribute("id", figure.Id), new XAttribute("metrics", figure.Key.Metrics), new XAttribute("department", figure.Key.Department),
            new XAttribute("window", figure.Key.Window), new XAttribute("basis", Written(figure.Key.Basis)), new XAttribute("style", figure.Key.Style),
            figure.Key.Party is { } party ? new XAttribute("party", party) : null, new XAttribute("name", FigureControl.Storable(figure.Name)), new XAttribute("text", FigureControl.Storable(figure.Text)),
            InCharts.Contains(figure.Id) ? new XAttribute("in", "chart") : null,
            new XAttribute("values", string.Join(' ', figure.Values.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "-"))),
            new XAttribute("address", FigureAddress.Of(figure.Key, Position)))),
        Lists.Select(list => new XElement(
            Space + "list", new XAttribute("source", list.Source), new XAttribute("metric", list.Metric), new XAttribute("department", list.Department), new XAttribute("window", list.Window),
            new XAttribute("basis", Written(list.Basis)), new XAttribute("argument", list.Argument),
            list.Items.Select(item => new XElement(Space + "item", new XAttribute("key", item.Key), new XAttribute("name", FigureControl.Storable(item.Name)))))));

    private static Provenance? Read(XElement report)
    {
        string Of(XElement element, string name) => element.Attribute(name)!.Value;
        var figures = report.Elements(Space + "figure").Take(MostFigures + 1).Select(figure => new Figure(
            Sound(new(Of(figure, "metrics"), Of(figure, "department"), Of(figure, "window"), BasisOf(Of(figure, "basis")), Of(figure, "style"), figure.Attribute("party") is { } party ? Guid.Parse(party.Value) : null)),
            Of(figure, "name"), [.. Of(figure, "values").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => value == "-" ? null : (decimal?)decimal.Parse(value, CultureInfo.InvariantCulture))],
            Of(figure, "text"))).ToImmutableArray();
        return figures.Length > MostFigures ? null : new(
            report.Attribute("id") is { } id ? Guid.Parse(id.Value) : null, Of(report, "template"), int.Parse(Of(report, "template-version"), CultureInfo.InvariantCulture),
            Of(report, "department"), Of(report, "window"), BasisOf(Of(report, "basis")), long.Parse(Of(report, "position"), CultureInfo.InvariantCulture), figures,
            [.. report.Elements(Space + "list").Take(MostFigures).Select(list => new FigureList(
                Of(list, "source"), Of(list, "metric"), Of(list, "department"), Of(list, "window"), BasisOf(Of(list, "basis")), Of(list, "argument"),
                Once([.. list.Elements(Space + "item").Select(item => new ListedItem(Of(item, "key"), Of(item, "name")))])))])
        {
            InCharts = [.. report.Elements(Space + "figure").Where(figure => figure.Attribute("in") is not null).Select(figure => Of(figure, "id"))],
        };
    }

    /// <summary>A loop goes over nothing twice.</summary>
    private static ImmutableArray<ListedItem> Once(ImmutableArray<ListedItem> items) =>
        items.DistinctBy(item => item.Key).Count() == items.Length ? items : throw new FormatException("The same item twice.");

    /// <summary>A party is what one metric counts.</summary>
    private static FigureKey Sound(FigureKey key) => key.Party is null || !key.Metrics.Contains(',', StringComparison.Ordinal) ? key : throw new FormatException(key.Metrics);

    private static string Written(Basis basis) => basis == Basis.Approved ? "approved" : "reported";

    private static Basis BasisOf(string text) => text switch
    {
        "approved" => Basis.Approved,
        "reported" => Basis.Reported,
        _ => throw new FormatException(text),
    };
}
