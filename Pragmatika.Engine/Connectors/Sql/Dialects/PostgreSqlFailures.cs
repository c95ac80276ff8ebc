using System.Net.Sockets;
using Npgsql;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Codes: postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgreSqlFailures
{
    private const string Name = "PostgreSQL";

    public static SqlSideException? Explain(Exception exception, bool isOpening) => exception switch
    {
        PostgresException failure => ByCode(failure),
        NpgsqlException { InnerException: TimeoutException } failure when !isOpening => new(
            SqlSideKind.Busy, FailureTexts.PostgresSlow.With(), failure),
        NpgsqlException failure when failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new(
            SqlSideKind.Unauthorized, FailureTexts.PostgresNoPassword.With(), failure),
        NpgsqlException or SocketException or TimeoutException or IOException => new(
            SqlSideKind.Unreachable, FailureTexts.Silent.With(Name), exception),
        _ => null,
    };

    private static SqlSideException ByCode(PostgresException failure) => failure.SqlState switch
    {
        "28P01" or "28000" => new(SqlSideKind.Unauthorized, FailureTexts.Password.With(Name), failure),
        "42501" => new(SqlSideKind.Unauthorized, FailureTexts.Rights.With(Name), failure),
        "3D000" => new(SqlSideKind.Unreachable, FailureTexts.PostgresNoDatabase.With(), failure),
        "57P01" or "57P02" or "57P03" => new(
            SqlSideKind.Unreachable, FailureTexts.PostgresStopping.With(), failure),
        "42P01" or "3F000" => new(SqlSideKind.TableMissing, FailureTexts.TableGone.With(), failure),
        "42703" => new(
            SqlSideKind.ColumnMissing, FailureTexts.ColumnGone.With(), failure),
        "40001" or "40P01" or "55P03" or "53300" or "57014" => new(
            SqlSideKind.Busy, FailureTexts.PostgresBusy.With(), failure),
        "22001" or "22003" or "22P02" or "22007" or "22008" or "23502" or "23514" => new(
            SqlSideKind.ValueDoesNotFit, FailureTexts.Unfit.With(Name), failure),
        "53100" => new(SqlSideKind.Other, FailureTexts.DiskFull.With(Name), failure),
        var code => new(SqlSideKind.Other, FailureTexts.ByCode.With(Name, code), failure),
    };
}
