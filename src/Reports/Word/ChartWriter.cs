using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Packaging;
using WorkTracker.Reports.Drafting;
using A = DocumentFormat.OpenXml.Drawing;
using Block = WorkTracker.Reports.Drafting.Block;
using Dw = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace WorkTracker.Reports.Word;

/// <summary>A table as a native column chart that can be edited in Word: its numbers stand in a workbook inside it.</summary>
internal static class ChartWriter
{
    private const long Width = 5_580_000;
    private const long Height = 3_000_000;

    public static W.Paragraph Write(MainDocumentPart main, Block.Chart chart, uint number)
    {
        var data = ChartData.Of(chart.Data);
        var part = main.AddNewPart<ChartPart>();
        var workbook = part.AddNewPart<EmbeddedPackagePart>("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "rId1");
        using (var content = new MemoryStream(ChartWorkbook.Write(data)))
        {
            workbook.FeedData(content);
        }

        part.ChartSpace = new ChartSpace(
            new RoundedCorners { Val = false },
            new Chart(new AutoTitleDeleted { Val = true }, Plot(data), new Legend(new LegendPosition { Val = LegendPositionValues.Bottom }, new Overlay { Val = false }), new PlotVisibleOnly { Val = true }),
            new ExternalData(new AutoUpdate { Val = false }) { Id = "rId1" });
        return new W.Paragraph(
            new W.ParagraphProperties(
                new W.SpacingBetweenLines { Before = "0", After = "200", Line = "240", LineRule = W.LineSpacingRuleValues.Auto },
                new W.Indentation { FirstLine = "0", FirstLineChars = 0 }, new W.Justification { Val = W.JustificationValues.Center }),
            new W.Run(new W.Drawing(new Dw.Inline(
                new Dw.Extent { Cx = Width, Cy = Height },
                new Dw.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
                new Dw.DocProperties { Id = number, Name = $"图表{number}", Description = FigureControl.Storable(chart.Title) },
                new Dw.NonVisualGraphicFrameDrawingProperties(),
                new A.Graphic(new A.GraphicData(new ChartReference { Id = main.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
            {
                DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0,
            })));
    }

    private static PlotArea Plot(ChartData data)
    {
        var bars = new BarChart(new BarDirection { Val = BarDirectionValues.Column }, new BarGrouping { Val = BarGroupingValues.Clustered }, new VaryColors { Val = false });
        foreach (var (at, series) in data.Series.Index())
        {
            bars.Append(Series((uint)at, series, data.Categories));
        }

        bars.Append(new GapWidth { Val = 80 }, new AxisId { Val = 1 }, new AxisId { Val = 2 });
        return new(
            new Layout(), bars,
            new CategoryAxis(
                new AxisId { Val = 1 }, new Scaling(new Orientation { Val = OrientationValues.MinMax }), new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Bottom },
                new MajorTickMark { Val = TickMarkValues.None }, new MinorTickMark { Val = TickMarkValues.None }, new TickLabelPosition { Val = TickLabelPositionValues.Low },
                new CrossingAxis { Val = 2 }, new Crosses { Val = CrossesValues.AutoZero }),
            new ValueAxis(
                new AxisId { Val = 2 }, new Scaling(new Orientation { Val = OrientationValues.MinMax }), new Delete { Val = false }, new AxisPosition { Val = AxisPositionValues.Left },
                new NumberingFormat { FormatCode = "General", SourceLinked = false }, new MajorTickMark { Val = TickMarkValues.Outside }, new MinorTickMark { Val = TickMarkValues.None },
                new TickLabelPosition { Val = TickLabelPositionValues.NextTo }, new CrossingAxis { Val = 1 }, new Crosses { Val = CrossesValues.AutoZero }));
    }

    private static BarChartSeries Series(uint at, ChartSeries series, IReadOnlyList<string> categories)
    {
        var column = ChartWorkbook.Column((int)at + 1);
        var last = categories.Count + 1;
        return new(
            new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = at }, new Order { Val = at },
            new SeriesText(new StringReference(new Formula($"数据!${column}$1"), Strings<StringCache>([series.Name]))),
            new InvertIfNegative { Val = false },
            new DataLabels(new ShowLegendKey { Val = false }, new ShowValue { Val = true }, new ShowCategoryName { Val = false }, new ShowSeriesName { Val = false }, new ShowPercent { Val = false }, new ShowBubbleSize { Val = false }),
            new CategoryAxisData(new StringReference(new Formula($"数据!$A$2:$A${last}"), Strings<StringCache>(categories))),
            new Values(new NumberReference(new Formula($"数据!${column}$2:${column}${last}"), Numbers(series.Values))));
    }

    private static T Strings<T>(IReadOnlyList<string> texts)
        where T : OpenXmlCompositeElement, new()
    {
        var cache = new T();
        cache.Append(new PointCount { Val = (uint)texts.Count });
        cache.Append(texts.Select((text, at) => new StringPoint(new NumericValue(FigureControl.Storable(text))) { Index = (uint)at }));
        return cache;
    }

    private static NumberingCache Numbers(IReadOnlyList<decimal?> values)
    {
        var cache = new NumberingCache(new FormatCode("General"), new PointCount { Val = (uint)values.Count });
        cache.Append(values.Index().Where(item => item.Item is not null)
            .Select(item => new NumericPoint(new NumericValue(item.Item!.Value.ToString(CultureInfo.InvariantCulture))) { Index = (uint)item.Index }));
        return cache;
    }
}
