using System.Data;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>A table with every kind of column, and with names that break whatever is not quoted.</summary>
internal static class AwkwardTable
{
    public const string Schema = "Обмен ]";
    public const string Name = "с \"B24\"";
    public const string RowVersion = "Version";
    public const string Modified = "Изменён в";
    public const string Text = "select";
    public const string Status = "Статус";

    public static readonly string[] Keys = ["Key ] 1", "Ключ 'два'", "order", "a\"b;--", "№ %", "from"];

    private static readonly string[] Types =
    [
        "nvarchar", "datetime2", "decimal", "xml", "varbinary", "uniqueidentifier", "bit", "float", "date", "time", "datetimeoffset", "money", "bigint", "char", "sql_variant", "text",
    ];

    public static readonly (string Name, string Type, bool IsNullable, bool IsKey, int? Length)[] All =
    [
        .. Keys.Select(key => (key, "nvarchar", false, true, (int?)50)),
        .. Enumerable.Range(0, 300).Select(index => ($"Колонка [{index}] %", Types[index % Types.Length], true, false, (int?)100)),
        (RowVersion, "timestamp", false, false, null),
        (Modified, "datetime", true, false, null),
        (Text, "nvarchar", true, false, 20),
        (Status, "int", true, false, null),
    ];

    public static DataTable Columns()
    {
        var table = new DataTable();
        table.Columns.Add("name", typeof(string));
        table.Columns.Add("type", typeof(string));
        table.Columns.Add("nullable", typeof(bool));
        table.Columns.Add("key", typeof(int));
        table.Columns.Add("length", typeof(int));
        foreach (var (name, type, isNullable, isKey, length) in All)
        {
            table.Rows.Add(name, type, isNullable, isKey ? 1 : 0, (object?)length ?? DBNull.Value);
        }

        return table;
    }
}
