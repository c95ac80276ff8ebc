using System.Data.Common;
using System.Globalization;
using System.Numerics;
using NpgsqlTypes;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Types by the names of format_type.</summary>
internal static class PostgreSqlTypes
{
    public static ColumnKind Kind(string type) => Bare(type) switch
    {
        "smallint" or "integer" or "bigint" => ColumnKind.Integer,
        "numeric" => ColumnKind.Decimal,
        "real" or "double precision" => ColumnKind.Float,
        "text" or "character varying" or "character" or "bpchar" => ColumnKind.Text,
        "boolean" => ColumnKind.Flag,
        "date" => ColumnKind.Day,
        "timestamp without time zone" => ColumnKind.Moment,
        "timestamp with time zone" => ColumnKind.Instant,
        "uuid" => ColumnKind.Guid,
        "bytea" => ColumnKind.Binary,
        "xid8" => ColumnKind.TransactionId,
        _ => ColumnKind.Other,
    };

    public static NpgsqlDbType Parameter(Column column) => column.Kind switch
    {
        ColumnKind.Integer => Bare(column.Description.DatabaseType) switch
        {
            "smallint" => NpgsqlDbType.Smallint,
            "integer" => NpgsqlDbType.Integer,
            _ => NpgsqlDbType.Bigint,
        },
        ColumnKind.Decimal => NpgsqlDbType.Numeric,
        ColumnKind.Float => Bare(column.Description.DatabaseType) == "real" ? NpgsqlDbType.Real : NpgsqlDbType.Double,
        ColumnKind.Flag => NpgsqlDbType.Boolean,
        ColumnKind.Day => NpgsqlDbType.Date,
        ColumnKind.Moment => NpgsqlDbType.Timestamp,
        ColumnKind.Instant => NpgsqlDbType.TimestampTz,
        ColumnKind.Guid => NpgsqlDbType.Uuid,
        ColumnKind.Binary => NpgsqlDbType.Bytea,
        ColumnKind.TransactionId => NpgsqlDbType.Xid8,
        _ => IsPadded(column) ? NpgsqlDbType.Char : NpgsqlDbType.Text,
    };

    public static CellReader Reader(ColumnKind kind) => kind switch
    {
        ColumnKind.Integer => static (reader, ordinal) => Boxes.Of(reader.GetInt64(ordinal)),
        ColumnKind.Decimal => ReadDecimal,
        ColumnKind.Float => static (reader, ordinal) => reader.GetDouble(ordinal),
        ColumnKind.Flag => static (reader, ordinal) => Boxes.Of(reader.GetBoolean(ordinal)),
        ColumnKind.Day or ColumnKind.Moment or ColumnKind.Instant => static (reader, ordinal) => reader.GetDateTime(ordinal),
        ColumnKind.Guid => static (reader, ordinal) => reader.GetGuid(ordinal),
        ColumnKind.Binary => static (reader, ordinal) => reader.GetFieldValue<byte[]>(ordinal),
        ColumnKind.TransactionId => static (reader, ordinal) => Boxes.Of((long)reader.GetFieldValue<ulong>(ordinal)),
        _ => static (reader, ordinal) => reader.GetString(ordinal),
    };

    /// <summary>The type's name without length, precision or scale.</summary>
    public static string Bare(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return type;
        }

        var close = type.IndexOf(')', StringComparison.Ordinal);
        return type[..open] + type[(close + 1)..];
    }

    public static bool IsPadded(Column column) => Bare(column.Description.DatabaseType) is "character" or "bpchar";

    private static object ReadDecimal(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetDecimal(ordinal);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            return ReadUnfit(reader, ordinal);
        }
    }

    // More digits than a decimal holds, or NaN: the row must still come through, the mapping judges the value.
    private static object ReadUnfit(DbDataReader reader, int ordinal)
    {
        try
        {
            // By way of text, for the conversion of BigInteger itself does not round to the nearest.
            return double.Parse(reader.GetFieldValue<BigInteger>(ordinal).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException)
        {
            return double.NaN;
        }
    }
}
