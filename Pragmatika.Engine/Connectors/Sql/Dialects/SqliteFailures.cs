using Microsoft.Data.Sqlite;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Result codes: sqlite.org/rescode.html.</summary>
internal static class SqliteFailures
{
    public static SqlSideException Explain(SqliteException failure) => failure.SqliteErrorCode switch
    {
        14 => new(SqlSideKind.Unreachable, "Файл базы SQLite не открывается: проверьте путь в соединении и права на файл и папку.", failure),
        26 => new(SqlSideKind.Unreachable, "Файл не похож на базу SQLite или зашифрован: проверьте путь в соединении.", failure),
        3 or 8 or 23 => new(SqlSideKind.Unauthorized, "Файл базы SQLite доступен только для чтения: дайте право на запись в файл и его папку.", failure),
        5 or 6 => new(SqlSideKind.Busy, "База SQLite занята другой программой: обмен повторит попытку.", failure),
        13 => new(SqlSideKind.Other, "На диске с базой SQLite кончилось место: освободите его и запустите обмен снова.", failure),
        11 => new(SqlSideKind.Other, "Файл базы SQLite повреждён: восстановите его из копии.", failure),
        1 when failure.Message.Contains("no such table", StringComparison.Ordinal) => new(
            SqlSideKind.TableMissing, "Таблица исчезла из базы: восстановите её или исправьте имя в описании обмена.", failure),
        1 when failure.Message.Contains("no such column", StringComparison.Ordinal) => new(
            SqlSideKind.ColumnMissing, "Колонка исчезла из таблицы: её переименовали или удалили. Верните колонку или исправьте описание обмена.", failure),
        var code => new(SqlSideKind.Other, FormattableString.Invariant($"SQLite отказал с кодом {code}: проверьте таблицу и описание обмена."), failure),
    };
}
