using System.Globalization;
using System.Text;

namespace Pragmatika.Engine.Journal;

/// <summary>
/// Lines of CSV for people: RFC 4180, UTF-8 with a byte order mark. A text that a spreadsheet would take for a formula gets an apostrophe.
/// </summary>
internal sealed class CsvLines : IAsyncDisposable
{
    private readonly StreamWriter _writer;
    private readonly StringBuilder _line = new();

    /// <summary>Leaves <paramref name="target"/> open.</summary>
    public CsvLines(Stream target) =>
        _writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };

    public Task WriteAsync(IReadOnlyList<string?> cells, CancellationToken cancellationToken)
    {
        _line.Clear();
        for (var index = 0; index < cells.Count; index++)
        {
            Append(index, cells[index] ?? string.Empty);
        }

        return _writer.WriteLineAsync(_line, cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private void Append(int index, string cell)
    {
        if (index > 0)
        {
            _line.Append(',');
        }

        var text = IsFormula(cell) ? "'" + cell : cell;
        if (text.AsSpan().IndexOfAny("\",\r\n") < 0)
        {
            _line.Append(text);
        }
        else
        {
            _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
    }

    /// <summary>What spreadsheets begin to compute; a plain number is none.</summary>
    private static bool IsFormula(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' && !decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
