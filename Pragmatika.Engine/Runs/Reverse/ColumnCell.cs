using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Inverses;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>Makes the cell of a column from a canonical value, spelled as the rule that reads the column understands it. Pure.</summary>
internal static class ColumnCell
{
    /// <summary>False, with the trouble, when the column cannot hold the value.</summary>
    public static bool TryMake(Value value, Column column, ColumnStyle style, ValueReader reader, out object? cell, out Trouble? trouble)
    {
        trouble = null;
        try
        {
            cell = Of(value, column, style, reader);
            CellValue.Fit(cell, column, reader.Formats, mayCut: false);
            if (cell is not null || column.Description.IsNullable)
            {
                return true;
            }
        }
        catch (SqlSideException failure)
        {
            cell = null;
            trouble = new Trouble(failure.Message, Troubles.ColumnTakesNot(column.Name, column.Description.DatabaseType).Remedy);
            return false;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            cell = null;
        }

        trouble = Troubles.ColumnTakesNot(column.Name, column.Description.DatabaseType);
        return false;
    }

    private static object? Of(Value value, Column column, ColumnStyle style, ValueReader reader)
    {
        if (value.IsNone)
        {
            return column.Kind is ColumnKind.Text && !column.Description.IsNullable ? string.Empty : null;
        }

        return column.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Decimal or ColumnKind.Float => Number(value, style),
            ColumnKind.Flag => value.Kind == ValueKind.Number ? value.AsNumber != 0 : Flag(value, reader),
            ColumnKind.Day or ColumnKind.Moment or ColumnKind.Instant => Time(value, column.Kind, reader),
            ColumnKind.Guid => Guid.Parse(value.ToString()),
            ColumnKind.Binary => Bytes(value, style),
            _ => Text(value, style, reader),
        };
    }

    private static decimal Number(Value value, ColumnStyle style) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Money or ValueKind.Flag => value.AsNumber,
        _ when NumberText.TryParse(value.ToString(), style.DecimalSeparator, out var number) || NumberText.TryParse(value.ToString(), ".", out number) => number,
        _ => throw new FormatException(),
    };

    private static bool Flag(Value value, ValueReader reader) => value.Kind == ValueKind.Flag
        ? value.AsFlag
        : reader.Flags.TryParse(value.ToString(), out var flag) ? flag : throw new FormatException();

    private static object Time(Value value, ColumnKind kind, ValueReader reader)
    {
        var offset = kind == ColumnKind.Instant ? 0 : reader.Formats.YearOffset;
        return value.Kind switch
        {
            ValueKind.Date => value.AsDate.ToDateTime(TimeOnly.MinValue).AddYears(offset),
            ValueKind.Moment => value.AsMoment,
            _ when reader.Dates.TryParse(value.ToString(), out var read) && read.Kind is ValueKind.Date or ValueKind.Moment => Time(read, kind, reader),
            _ => throw new FormatException(),
        };
    }

    private static byte[] Bytes(Value value, ColumnStyle style) => value.Kind == ValueKind.Flag
        ? [value.AsFlag ? (byte)1 : (byte)0]
        : GuidText.Write(Guid.Parse(value.ToString()), style.Guids);

    private static string Text(Value value, ColumnStyle style, ValueReader reader) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Money => Value.Number(value.AsNumber).ToString().Replace(".", style.DecimalSeparator, StringComparison.Ordinal),
        ValueKind.Flag => value.AsFlag ? style.Yes : style.No,
        ValueKind.Date => value.AsDate.ToDateTime(TimeOnly.MinValue).ToString(style.DatePattern, CultureInfo.InvariantCulture),
        ValueKind.Moment => reader.Dates.LocalOf(value.AsMoment).ToString(style.MomentPattern, CultureInfo.InvariantCulture),
        ValueKind.List => string.Join(style.ListSeparator, value.AsList.Select(member => Text(member, style, reader))),
        _ when style.Guids == GuidBytes.Hex32 && Guid.TryParseExact(value.ToString(), "D", out var guid) => guid.ToString("N"),
        _ => value.ToString(),
    };
}
