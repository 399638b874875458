using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace WorkTracker.Reports.Word;

/// <summary>The workbook inside a chart: one sheet, 数据.</summary>
internal static class ChartWorkbook
{
    public static byte[] Write(ChartData data)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>("rId1");
            var rows = new SheetData(Row(1, [Text("A1", ""), .. data.Series.Select((series, at) => Text($"{Column(at + 1)}1", series.Name))]));
            foreach (var (at, category) in data.Categories.Index())
            {
                rows.Append(Row(at + 2, [Text($"A{at + 2}", category), .. data.Series.Select((series, column) => Number($"{Column(column + 1)}{at + 2}", series.Values[at]))]));
            }

            sheet.Worksheet = new Worksheet(rows);
            workbook.Workbook = new Workbook(new Sheets(new Sheet { Name = "数据", SheetId = 1, Id = "rId1" }));
        }

        return stream.ToArray();
    }

    /// <summary>A is 0.</summary>
    public static string Column(int at) => at < 26 ? $"{(char)('A' + at)}" : $"{Column((at / 26) - 1)}{(char)('A' + (at % 26))}";

    private static Row Row(int number, IEnumerable<Cell> cells) => new(cells) { RowIndex = (uint)number };

    private static Cell Text(string reference, string text) => new(new InlineString(new Text(FigureControl.Storable(text)))) { CellReference = reference, DataType = CellValues.InlineString };

    private static Cell Number(string reference, decimal? value) =>
        value is { } number ? new(new CellValue(number.ToString(CultureInfo.InvariantCulture))) { CellReference = reference } : new Cell { CellReference = reference };
}
