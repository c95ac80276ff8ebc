using System.Globalization;
using System.Text;

namespace Pragmatika.Portal.Exports;

/// <summary>
/// How a value stands in a CSV file for the spreadsheet of one culture: its decimal mark, its dates, and its separator, which is a semicolon wherever the comma is the decimal mark.
/// Pure.
/// </summary>
public sealed class CsvText(CultureInfo culture)
{
    /// <summary>More digits than a spreadsheet keeps of a number.</summary>
    private const int MostDigits = 15;

    /// <summary>What begins a formula, also in the wide forms that some spreadsheets take for it.</summary>
    private const string FormulaMarks = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    public char Separator { get; } = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';

    public void AppendLine(StringBuilder line, IReadOnlyList<ExportCell> cells)
    {
        for (var index = 0; index < cells.Count; index++)
        {
            if (index > 0)
            {
                line.Append(Separator);
            }

            Append(line, cells[index]);
        }

        line.Append("\r\n");
    }

    private void Append(StringBuilder line, ExportCell cell)
    {
        if (cell.Number is { } number)
        {
            line.Append(number.ToString(culture));
        }
        else if (cell.Moment is { } moment)
        {
            line.Append(moment.ToString(Separator == ';' ? "dd.MM.yyyy HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }
        else if (cell.Text is { } text)
        {
            AppendText(line, text);
        }
    }

    /// <summary>
    /// A text that a spreadsheet would compute or cut stands in quotes behind a tab: the cell stays a text, and the tab is not seen in it, as an apostrophe would be.
    /// </summary>
    private void AppendText(StringBuilder line, string text)
    {
        var guarded = IsMistaken(text);
        if (!guarded && text.AsSpan().IndexOfAny(['"', Separator, '\r', '\n', '\t']) < 0)
        {
            line.Append(text);
            return;
        }

        line.Append('"').Append(guarded ? "\t" : null).Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    /// <summary>A formula (a plain number is none), a number whose first zeros or last digits would be lost.</summary>
    private bool IsMistaken(string text)
    {
        var value = text.AsSpan().Trim();
        if (value.Length == 0)
        {
            return false;
        }

        if (value.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return value.Length > MostDigits || (value.Length > 1 && value[0] == '0');
        }

        return FormulaMarks.Contains(value[0], StringComparison.Ordinal)
            && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, culture, out _)
            && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
    }
}
