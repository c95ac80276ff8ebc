using System.Globalization;
using System.Text;

namespace Pragmatika.Portal.Exports;

/// <summary>Writes a sheet as CSV in UTF-8 with a byte order mark, as it reads.</summary>
public static class CsvExport
{
    private const int Buffer = 32 * 1024;

    /// <summary>Leaves <paramref name="target"/> open.</summary>
    public static async Task WriteAsync(Stream target, ExportSheet sheet, CultureInfo culture, CancellationToken cancellationToken)
    {
        var text = new CsvText(culture);
        var line = new StringBuilder();
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Buffer, leaveOpen: true);
        text.AppendLine(line, [.. sheet.Columns.Select(column => ExportCell.Of(column.Title))]);
        await writer.WriteAsync(line, cancellationToken);
        await foreach (var row in sheet.Rows.WithCancellation(cancellationToken))
        {
            line.Clear();
            text.AppendLine(line, row);
            await writer.WriteAsync(line, cancellationToken);
        }
    }
}
