using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Types by the names of sys.types.</summary>
internal static class SqlServerTypes
{
    public static ColumnKind Kind(string type) => type switch
    {
        "tinyint" or "smallint" or "int" or "bigint" => ColumnKind.Integer,
        "decimal" or "numeric" or "money" or "smallmoney" => ColumnKind.Decimal,
        "real" or "float" => ColumnKind.Float,
        "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext" => ColumnKind.Text,
        "bit" => ColumnKind.Flag,
        "date" => ColumnKind.Day,
        "datetime" or "datetime2" or "smalldatetime" => ColumnKind.Moment,
        "datetimeoffset" => ColumnKind.Instant,
        "uniqueidentifier" => ColumnKind.Guid,
        "binary" or "varbinary" or "image" => ColumnKind.Binary,
        "timestamp" or "rowversion" => ColumnKind.RowVersion,
        _ => ColumnKind.Other,
    };

    /// <summary>
    /// The column's exact type. A datetime2 parameter against a datetime column never equals what was read from it (3.33 ms ticks), and an nvarchar
    /// parameter against a varchar column costs the index.
    /// </summary>
    public static SqlDbType Parameter(Column column) => column.Description.DatabaseType switch
    {
        "tinyint" => SqlDbType.TinyInt,
        "smallint" => SqlDbType.SmallInt,
        "int" => SqlDbType.Int,
        "bigint" => SqlDbType.BigInt,
        "decimal" or "numeric" => SqlDbType.Decimal,
        "money" => SqlDbType.Money,
        "smallmoney" => SqlDbType.SmallMoney,
        "real" => SqlDbType.Real,
        "float" => SqlDbType.Float,
        "char" => SqlDbType.Char,
        "varchar" or "text" => SqlDbType.VarChar,
        "nchar" => SqlDbType.NChar,
        "bit" => SqlDbType.Bit,
        "date" => SqlDbType.Date,
        "datetime" => SqlDbType.DateTime,
        "datetime2" => SqlDbType.DateTime2,
        "smalldatetime" => SqlDbType.SmallDateTime,
        "datetimeoffset" => SqlDbType.DateTimeOffset,
        "uniqueidentifier" => SqlDbType.UniqueIdentifier,
        "binary" or "timestamp" or "rowversion" => SqlDbType.Binary,
        "varbinary" or "image" => SqlDbType.VarBinary,
        _ => SqlDbType.NVarChar,
    };

    /// <summary>A prepared statement needs the size of every parameter of variable length, and the scale of every decimal.</summary>
    public static void Size(SqlParameter parameter, Column column)
    {
        switch (column.Kind)
        {
            case ColumnKind.Text or ColumnKind.Binary:
                parameter.Size = column.Description.MaxLength ?? -1;
                break;
            case ColumnKind.RowVersion:
                parameter.Size = 8;
                break;
            case ColumnKind.Other:
                parameter.Size = 4000;
                break;
            case ColumnKind.Decimal when parameter.SqlDbType == SqlDbType.Decimal:
                parameter.Precision = 38;
                parameter.Scale = 10;
                break;
            case ColumnKind.Instant when parameter.Value is DateTime time:
                parameter.Value = new DateTimeOffset(time, TimeSpan.Zero);
                break;
        }

        if (parameter.SqlDbType is SqlDbType.DateTime2 or SqlDbType.DateTimeOffset)
        {
            parameter.Scale = 7;
        }
    }

    public static CellReader Reader(Column column) => column.Description.DatabaseType switch
    {
        "tinyint" => static (reader, ordinal) => Boxes.Of(reader.GetByte(ordinal)),
        "smallint" => static (reader, ordinal) => Boxes.Of(reader.GetInt16(ordinal)),
        "int" => static (reader, ordinal) => Boxes.Of(reader.GetInt32(ordinal)),
        "bigint" => static (reader, ordinal) => Boxes.Of(reader.GetInt64(ordinal)),
        "real" => static (reader, ordinal) => (double)reader.GetFloat(ordinal),
        "float" => static (reader, ordinal) => reader.GetDouble(ordinal),
        "bit" => static (reader, ordinal) => Boxes.Of(reader.GetBoolean(ordinal)),
        "uniqueidentifier" => static (reader, ordinal) => reader.GetGuid(ordinal),
        "datetimeoffset" => static (reader, ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal).UtcDateTime,
        _ => column.Kind switch
        {
            ColumnKind.Decimal => ReadDecimal,
            ColumnKind.Day or ColumnKind.Moment => static (reader, ordinal) => reader.GetDateTime(ordinal),
            ColumnKind.Binary or ColumnKind.RowVersion => static (reader, ordinal) => reader.GetFieldValue<byte[]>(ordinal),
            _ => static (reader, ordinal) => reader.GetString(ordinal),
        },
    };

    private static object ReadDecimal(DbDataReader reader, int ordinal)
    {
        try
        {
            return reader.GetDecimal(ordinal);
        }
        catch (OverflowException)
        {
            // numeric(38) holds more digits than a decimal: the row must still come through, the mapping judges the value.
            return ((SqlDataReader)reader).GetSqlDecimal(ordinal).ToDouble();
        }
    }
}
