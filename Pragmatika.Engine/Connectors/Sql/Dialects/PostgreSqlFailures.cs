using System.Net.Sockets;
using Npgsql;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Codes: postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgreSqlFailures
{
    public static SqlSideException? Explain(Exception exception, bool isOpening) => exception switch
    {
        PostgresException failure => ByCode(failure),
        NpgsqlException { InnerException: TimeoutException } failure when !isOpening => new(
            SqlSideKind.Busy, "PostgreSQL не ответил вовремя: сервер перегружен или таблица заблокирована. Обмен повторит попытку.", failure),
        NpgsqlException failure when failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new(
            SqlSideKind.Unauthorized, "PostgreSQL требует пароль: впишите его в соединение.", failure),
        NpgsqlException or SocketException or TimeoutException or IOException => new(
            SqlSideKind.Unreachable, "Сервер PostgreSQL не отвечает: проверьте адрес, порт, сеть и запущен ли сервер.", exception),
        _ => null,
    };

    private static SqlSideException ByCode(PostgresException failure) => failure.SqlState switch
    {
        "28P01" or "28000" => new(SqlSideKind.Unauthorized, "PostgreSQL не принял имя или пароль: проверьте их в соединении.", failure),
        "42501" => new(SqlSideKind.Unauthorized, "Пользователю PostgreSQL не хватает прав: нужны SELECT и UPDATE на таблицу обмена.", failure),
        "3D000" => new(SqlSideKind.Unreachable, "Такой базы нет на сервере PostgreSQL: проверьте имя базы в соединении.", failure),
        "57P01" or "57P02" or "57P03" => new(
            SqlSideKind.Unreachable, "Сервер PostgreSQL останавливается или запускается: обмен повторит попытку по расписанию.", failure),
        "42P01" or "3F000" => new(SqlSideKind.TableMissing, "Таблица исчезла из базы: восстановите её или исправьте имя в описании обмена.", failure),
        "42703" => new(
            SqlSideKind.ColumnMissing, "Колонка исчезла из таблицы: её переименовали или удалили. Верните колонку или исправьте описание обмена.", failure),
        "40001" or "40P01" or "55P03" or "53300" or "57014" => new(
            SqlSideKind.Busy, "PostgreSQL занят (блокировка, предел подключений или времени): обмен повторит попытку.", failure),
        "22001" or "22003" or "22P02" or "22007" or "22008" or "23502" or "23514" => new(
            SqlSideKind.ValueDoesNotFit, "Значение не подходит колонке PostgreSQL: проверьте тип, длину и обязательность колонок, в которые пишет обмен.", failure),
        "53100" => new(SqlSideKind.Other, "На диске сервера PostgreSQL кончилось место: освободите его и запустите обмен снова.", failure),
        var code => new(SqlSideKind.Other, $"PostgreSQL отказал с кодом {code}: проверьте таблицу и описание обмена.", failure),
    };
}
