using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Domain.Accounts;
using WorkTracker.Api.Reports;
using WorkTracker.Api.Samples;
using WorkTracker.Api.Tests.Samples;
using WorkTracker.Domain;
using WorkTracker.Domain.Reports;
using WorkTracker.Reports.Drafting;
using WorkTracker.Reports.Word;

namespace WorkTracker.Api.Tests.Reports;

/// <summary>The sample's templates, filled with the sample.</summary>
public sealed class SampleReportTests(SampleApi sample) : IClassFixture<SampleApi>
{
    private const string SinceJanuary = "2022-01-01..2022-07-18";

    public static TheoryData<string, string, string, string> Figures() => [.. PublishedFigures.Read(SampleApi.Folder).Figures
        .Select(figure => (figure.Metric, figure.Window, figure.Style, figure.Text))];

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task A_published_figure_stands_in_the_Word_file_in_its_printed_wording(string metric, string window, string style, string text)
    {
        using var file = await DraftAsync("progress", SinceJanuary);
        var figure = file.Provenance.Figures.Single(figure => CodesOf(figure.Key) == metric && Same(figure.Key.Window, window) && figure.Key.Style.Split('|')[0] == style && figure.Key.Party is null);
        figure.Text.ShouldBe(text);
        file.Controls("wt:" + figure.Id).ShouldNotBeEmpty();
        file.Controls("wt:" + figure.Id).ShouldAllBe(control => control.InnerText == text);
    }

    [Theory]
    [InlineData("progress", SinceJanuary)]
    [InlineData("progress", "2022")]
    [InlineData("progress", "2022-H1")]
    [InlineData("progress", "2021")]
    [InlineData("counties", SinceJanuary)]
    [InlineData("quarterly", "2022-Q2")]
    public async Task A_draft_is_a_valid_Word_file(string template, string window)
    {
        using var file = await DraftAsync(template, window, "http://127.0.0.1:5080");
        file.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_template_serves_any_period()
    {
        using var annual = await DraftAsync("progress", "2022");
        annual.Title.ShouldBe("2022年统战工作总结");
        using var progress = await DraftAsync("progress", SinceJanuary);
        progress.Title.ShouldBe("2022年以来统战工作情况报告");
        annual.Provenance.Figures.Count(figure => CodesOf(figure.Key) == "liaison.talked.share").ShouldBe(4);
        progress.Provenance.Figures.Count(figure => CodesOf(figure.Key) == "liaison.talked.share").ShouldBe(2);
    }

    [Fact]
    public async Task Every_line_of_work_without_a_number_has_its_place()
    {
        using var file = await DraftAsync("progress", SinceJanuary);
        var text = string.Concat(file.Paragraphs);
        foreach (var named in (string[])["3月29日", "“两员”", "“六个一”", "“四大行动”", "联合招商指挥部", "十项重点任务", "调研协商", "民主监督", "“七进”", "宗教", "党外知识分子", "新阶层", "“同心培养计划”", "“五型机关”"])
        {
            text.ShouldContain(named);
        }
    }

    [Fact]
    public async Task What_departments_wrote_is_quoted()
    {
        using var file = await DraftAsync("progress", SinceJanuary);
        file.Paragraphs.ShouldContain("示例：基层统战力量偏弱，一人多岗的情况较多。（市委统战部）");
    }

    [Fact]
    public async Task The_page_is_laid_out_by_the_standard()
    {
        using var file = await DraftAsync("progress", SinceJanuary);
        var section = file.Body.GetFirstChild<SectionProperties>()!;
        var (size, margin, grid) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!, section.GetFirstChild<DocGrid>()!);
        Millimetres(size.Width!).ShouldBe(210, 0.1);
        Millimetres(size.Height!).ShouldBe(297, 0.1);
        Millimetres(margin.Top!.Value).ShouldBe(37, 0.1);
        Millimetres(margin.Left!).ShouldBe(28, 0.1);
        Millimetres(size.Width! - margin.Left! - margin.Right!).ShouldBe(156, 0.1);
        Millimetres(size.Height! - margin.Top.Value - margin.Bottom!.Value).ShouldBe(225, 0.1);
        grid.Type!.Value.ShouldBe(DocGridValues.LinesAndChars);
        ((size.Height! - margin.Top.Value - margin.Bottom.Value) / grid.LinePitch!.Value).ShouldBe(22);
        // 28 cells a line: 16 points and a little less.
        ((size.Width! - margin.Left! - margin.Right!) / 20.0 / (16 + (grid.CharacterSpace! / 4096.0))).ShouldBe(28, 0.1);
        file.Main.DocumentSettingsPart!.Settings!.GetFirstChild<EvenAndOddHeaders>().ShouldNotBeNull();
        section.Elements<FooterReference>().Select(footer => footer.Type!.Value).ShouldBe([HeaderFooterValues.Default, HeaderFooterValues.Even]);
    }

    [Fact]
    public async Task Styles_are_the_real_ones_in_the_fonts_and_sizes_of_the_standard()
    {
        using var file = await DraftAsync("progress", SinceJanuary);
        var styles = file.Main.StyleDefinitionsPart!.Styles!.Elements<DocumentFormat.OpenXml.Wordprocessing.Style>().ToDictionary(style => style.StyleName!.Val!.Value!);
        FontOf(styles["Title"]).ShouldBe(("方正小标宋简体", "44"));
        FontOf(styles["heading 1"]).ShouldBe(("黑体", "32"));
        FontOf(styles["heading 2"]).ShouldBe(("楷体_GB2312", "32"));
        styles["Body Text"].Descendants<Indentation>().Single().FirstLineChars!.Value.ShouldBe(200);
        styles["Title"].Descendants<Indentation>().Single().FirstLineChars!.Value.ShouldBe(0);
        var defaults = file.Main.StyleDefinitionsPart.Styles!.DocDefaults!.RunPropertiesDefault!.RunPropertiesBaseStyle!;
        defaults.Languages!.EastAsia!.Value.ShouldBe("zh-CN");
        defaults.RunFonts!.EastAsia!.Value.ShouldBe("仿宋_GB2312");
        file.Body.Descendants<ParagraphStyleId>().Select(style => style.Val!.Value).ShouldContain("Heading1");
    }

    [Fact]
    public async Task A_table_repeats_its_header_and_its_figures_are_controls()
    {
        using var file = await DraftAsync("counties", SinceJanuary);
        var table = file.Body.GetFirstChild<Table>()!;
        table.Elements<TableRow>().First().Descendants<TableHeader>().ShouldHaveSingleItem();
        table.Elements<TableRow>().Count().ShouldBe(13);
        table.Descendants<SdtRun>().Count().ShouldBe(60);
    }

    [Fact]
    public async Task A_chart_is_native_and_carries_its_numbers()
    {
        using var file = await DraftAsync("quarterly", "2022-Q2");
        var chart = file.Main.ChartParts.ShouldHaveSingleItem();
        chart.EmbeddedPackagePart.ShouldNotBeNull();
        chart.ChartSpace!.Descendants<DocumentFormat.OpenXml.Drawing.Charts.NumericPoint>().Count().ShouldBe(3);
        using var workbook = SpreadsheetDocument.Open(chart.EmbeddedPackagePart.GetStream(), isEditable: false);
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator().Validate(workbook, TestContext.Current.CancellationToken).ShouldBeEmpty();
        workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Count().ShouldBe(4);
    }

    private async Task<WordFile> DraftAsync(string template, string window, string? address = null)
    {
        var (draft, faults) = await sample.Services.GetRequiredService<ReportDrafts>().FillAsync(new(template, null, window, null, null), Sight.OfTheProgram, TestContext.Current.CancellationToken);
        faults.ShouldBeEmpty();
        return new(WordReport.Write(draft!, new(null, new DateTimeOffset(2022, 7, 19, 8, 0, 0, TimeSpan.Zero), "示例", address)));
    }

    private static string CodesOf(FigureKey key) => string.Join(',', key.Metrics.Split(',').Select(metric => metric.Split('@')[0]));

    private static bool Same(string one, string other) =>
        Window.TryParse(one, out var a) && Window.TryParse(other, out var b) && (a.From, a.Until) == (b.From, b.Until);

    private static double Millimetres(double twentieths) => twentieths / 20 / 72 * 25.4;

    private static (string?, string?) FontOf(DocumentFormat.OpenXml.Wordprocessing.Style style) =>
        (style.StyleRunProperties!.RunFonts!.EastAsia!.Value, style.StyleRunProperties.FontSize!.Val!.Value);
}
