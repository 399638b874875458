using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using WorkTracker.Domain;

namespace WorkTracker.Api.Imports;

/// <summary>A file of rows as text: a header, and cells by column. <c>Line</c> counts as a spreadsheet does, the header being row 1.</summary>
public sealed record ImportFile(string Name, string Hash, IReadOnlyList<string> Columns, IReadOnlyList<ImportRow> Rows)
{
    public const int MaxRows = 20_000;
    public const int MaxBytes = 20_000_000;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    // What Chinese spreadsheets save as CSV when not asked for UTF-8.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Reads CSV in UTF-8, UTF-16 with its mark, or GB18030; columns separated by commas or tabs.</summary>
    public static (ImportFile? File, Fault? Fault) Read(string name, byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return (null, new("import-too-large", "", MaxBytes.ToString(CultureInfo.InvariantCulture)));
        }

        if (Decode(bytes) is not { } text || text.Contains('\0', StringComparison.Ordinal))
        {
            return (null, new("import-encoding", ""));
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, new("import-empty", ""));
        }

        try
        {
            return Parse(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), text);
        }
        catch (CsvFormatException e)
        {
            return (null, new("import-quotes", $"rows[{e.RecordNumber}]", $"{e.RecordNumber}"));
        }
    }

    private static string? Decode(byte[] bytes)
    {
        Encoding[] candidates = bytes switch
        {
            [0xff, 0xfe, ..] => [new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)],
            [0xfe, 0xff, ..] => [new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)],
            [0xef, 0xbb, 0xbf, ..] => [Utf8],
            _ => [Utf8, Gb18030],
        };
        foreach (var encoding in candidates)
        {
            try
            {
                return encoding.GetString(bytes).TrimStart('\ufeff');
            }
            catch (DecoderFallbackException)
            {
                // The next one.
            }
        }

        return null;
    }

    private static (ImportFile?, Fault?) Parse(string name, string hash, string text)
    {
        var header = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length);
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            TrimWhitespace = true,
            SkipEmptyLines = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            Separator = header.Contains('\t') ? '\t' : ',',
        });
        if (!reader.Read())
        {
            return (null, new("import-empty", ""));
        }

        var columns = reader.Current.ToArray();
        if (columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return (null, new("import-column-repeated", "rows[1]", twice.Key));
        }

        var rows = new List<ImportRow>();
        for (var line = 2; reader.Read(); line++)
        {
            var row = new ImportRow(line, reader.Current.ToArray());
            if (row.Cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (row.Cells.Count > columns.Length)
            {
                return (null, new("import-row-too-long", $"rows[{row.Line}]", $"{row.Line}", $"{columns.Length}"));
            }

            if (rows.Count == MaxRows)
            {
                return (null, new("import-too-many-rows", "", $"{MaxRows}"));
            }

            rows.Add(row);
        }

        return rows.Count == 0 ? (null, new("import-empty", "")) : (new(name, hash, columns, rows), null);
    }
}

/// <summary>Cells in the order of the columns; missing ones at the end are empty.</summary>
public sealed record ImportRow(int Line, IReadOnlyList<string> Cells)
{
    public string Cell(int column) => column < Cells.Count ? Cells[column] : "";
}
