using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Numbers: learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors; negative and small ones are the network layer's.</summary>
internal static class SqlServerFailures
{
    public static SqlSideException? Explain(Exception exception, bool isOpening) => exception switch
    {
        SqlException failure => ByNumber(failure, isOpening),
        InvalidOperationException { Source: "Microsoft.Data.SqlClient", InnerException: SqlException inner } => ByNumber(inner, isOpening),
        _ => null,
    };

    private static SqlSideException ByNumber(SqlException failure, bool isOpening) => failure.Number switch
    {
        18456 or 18452 or 18470 or 18487 or 18488 => new(
            SqlSideKind.Unauthorized, "SQL Server не принял имя или пароль: проверьте их в соединении.", failure),
        229 or 230 or 262 or 297 => new(
            SqlSideKind.Unauthorized, "Пользователю SQL Server не хватает прав: нужны SELECT и UPDATE на таблицу обмена.", failure),
        4060 or 911 => new(SqlSideKind.Unreachable, "База на сервере SQL Server не открывается: проверьте имя базы и право входа в неё.", failure),
        208 => new(SqlSideKind.TableMissing, "Таблица исчезла из базы: восстановите её или исправьте имя в описании обмена.", failure),
        207 => new(
            SqlSideKind.ColumnMissing, "Колонка исчезла из таблицы: её переименовали или удалили. Верните колонку или исправьте описание обмена.", failure),
        -2 when isOpening => Silent(failure),
        1205 or 1222 or 3960 or 10928 or 10929 or -2 => new(
            SqlSideKind.Busy, "SQL Server занят (блокировка или предел времени): обмен повторит попытку.", failure),
        2628 or 8152 or 8115 or 220 or 245 or 241 or 515 or 547 => new(
            SqlSideKind.ValueDoesNotFit, "Значение не подходит колонке SQL Server: проверьте тип, длину и обязательность колонок, в которые пишет обмен.", failure),
        1105 or 9002 => new(SqlSideKind.Other, "На диске сервера SQL Server кончилось место: освободите его и запустите обмен снова.", failure),
        _ when failure.Class >= 20 || failure.Number is -1 or 0 or 2 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001 or 17142 => Silent(failure),
        var number => new(
            SqlSideKind.Other, FormattableString.Invariant($"SQL Server отказал с кодом {number}: проверьте таблицу и описание обмена."), failure),
    };

    private static SqlSideException Silent(SqlException failure) =>
        new(SqlSideKind.Unreachable, "Сервер SQL Server не отвечает: проверьте адрес, порт, сеть и запущен ли сервер.", failure);
}
