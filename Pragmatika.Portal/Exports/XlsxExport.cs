using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Pragmatika.Portal.Exports;

/// <summary>Writes a sheet as an Excel workbook, as it reads: numbers stay numbers, moments moments, and no text is ever a formula. What does not fit one worksheet goes on in the next.</summary>
public static class XlsxExport
{
    /// <summary>The format's own limits.</summary>
    public const int MostRows = 1_048_576;
    private const int LongestText = 32_767;

    private const double WidestColumn = 80;
    private const double NarrowestColumn = 8;

    /// <summary>Leaves <paramref name="target"/> open.</summary>
    public static Task WriteAsync(Stream target, ExportSheet sheet, CancellationToken cancellationToken) => WriteAsync(target, sheet, MostRows, cancellationToken);

    internal static async Task WriteAsync(Stream target, ExportSheet sheet, int mostRows, CancellationToken cancellationToken)
    {
        await using var book = await Spreadsheet.CreateNewAsync(target, new SpreadCheetahOptions { BufferSize = 64 * 1024 }, cancellationToken);
        var bold = book.AddStyle(new Style { Font = { Bold = true } });
        var moment = book.AddStyle(new Style { Format = NumberFormat.Custom("dd.mm.yyyy hh:mm:ss") });
        var cells = new Cell[sheet.Columns.Count];
        var (worksheets, rows) = (0, mostRows);
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            if (rows == mostRows)
            {
                await BeginAsync(book, sheet, ++worksheets, bold, cancellationToken);
                rows = 1;
            }

            Array.ConvertAll(row, cell => ToCell(cell, moment)).CopyTo(cells, 0);
            await book.AddRowAsync(cells, cancellationToken);
            rows++;
        }

        if (worksheets == 0)
        {
            await BeginAsync(book, sheet, 1, bold, cancellationToken);
        }

        await book.FinishAsync(cancellationToken);
    }

    private static async Task BeginAsync(Spreadsheet book, ExportSheet sheet, int number, StyleId bold, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = 1, AutoFilter = new AutoFilterOptions($"A1:{Letters(sheet.Columns.Count)}{MostRows}") };
        for (var index = 0; index < sheet.Columns.Count; index++)
        {
            var column = sheet.Columns[index];
            options.Column(index + 1).Width = Math.Clamp(Math.Max(column.Letters, column.Title.Length + 4), NarrowestColumn, WidestColumn);
        }

        await book.StartWorksheetAsync(number.ToString(CultureInfo.InvariantCulture), options, cancellationToken);
        await book.AddHeaderRowAsync([.. sheet.Columns.Select(column => column.Title)], bold, cancellationToken);
    }

    private static Cell ToCell(ExportCell cell, StyleId moment) => cell switch
    {
        { Number: { } number } => new Cell(number),
        { Moment: { } at } => new Cell(at, moment),
        { Text: { } text } => new Cell(Clean(text)),
        _ => default,
    };

    /// <summary>Without characters that XML does not have, and not longer than a cell holds.</summary>
    private static string Clean(string text)
    {
        var clean = text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 ? text : string.Concat(text.Where(character => character >= ' ' || character is '\t' or '\n'));
        return clean.Length <= LongestText ? clean : clean[..LongestText];
    }

    /// <summary>The name of the last column: A … Z, AA …</summary>
    private static string Letters(int column) =>
        column <= 26 ? ((char)('A' + column - 1)).ToString() : Letters((column - 1) / 26) + Letters(((column - 1) % 26) + 1);
}
