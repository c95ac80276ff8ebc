using Microsoft.Data.SqlClient;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Numbers: learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors; negative and small ones are the network layer's.</summary>
internal static class SqlServerFailures
{
    private const string Name = "SQL Server";

    public static SqlSideException? Explain(Exception exception, bool isOpening) => exception switch
    {
        SqlException failure => ByNumber(failure, isOpening),
        InvalidOperationException { Source: "Microsoft.Data.SqlClient", InnerException: SqlException inner } => ByNumber(inner, isOpening),
        _ => null,
    };

    private static SqlSideException ByNumber(SqlException failure, bool isOpening) => failure.Number switch
    {
        18456 or 18452 or 18470 or 18487 or 18488 => new(
            SqlSideKind.Unauthorized, FailureTexts.Password.With(Name), failure),
        229 or 230 or 262 or 297 => new(
            SqlSideKind.Unauthorized, FailureTexts.Rights.With(Name), failure),
        4060 or 911 => new(SqlSideKind.Unreachable, FailureTexts.SqlServerNoDatabase.With(), failure),
        208 => new(SqlSideKind.TableMissing, FailureTexts.TableGone.With(), failure),
        207 => new(
            SqlSideKind.ColumnMissing, FailureTexts.ColumnGone.With(), failure),
        -2 when isOpening => Silent(failure),
        1205 or 1222 or 3960 or 10928 or 10929 or -2 => new(
            SqlSideKind.Busy, FailureTexts.SqlServerBusy.With(), failure),
        2628 or 8152 or 8115 or 220 or 245 or 241 or 515 or 547 => new(
            SqlSideKind.ValueDoesNotFit, FailureTexts.Unfit.With(Name), failure),
        1105 or 9002 => new(SqlSideKind.Other, FailureTexts.DiskFull.With(Name), failure),
        _ when failure.Class >= 20 || failure.Number is -1 or 0 or 2 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 or 11001 or 17142 => Silent(failure),
        var number => new(
            SqlSideKind.Other, FailureTexts.ByCode.With(Name, number), failure),
    };

    private static SqlSideException Silent(SqlException failure) =>
        new(SqlSideKind.Unreachable, FailureTexts.Silent.With(Name), failure);
}
