using Microsoft.Data.Sqlite;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Result codes: sqlite.org/rescode.html.</summary>
internal static class SqliteFailures
{
    public static SqlSideException Explain(SqliteException failure) => failure.SqliteErrorCode switch
    {
        14 => new(SqlSideKind.Unreachable, FailureTexts.SqliteNotOpened.With(), failure),
        26 => new(SqlSideKind.Unreachable, FailureTexts.SqliteNotADatabase.With(), failure),
        3 or 8 or 23 => new(SqlSideKind.Unauthorized, FailureTexts.SqliteReadOnly.With(), failure),
        5 or 6 => new(SqlSideKind.Busy, FailureTexts.SqliteBusy.With(), failure),
        13 => new(SqlSideKind.Other, FailureTexts.SqliteDiskFull.With(), failure),
        11 => new(SqlSideKind.Other, FailureTexts.SqliteDamaged.With(), failure),
        1 when failure.Message.Contains("no such table", StringComparison.Ordinal) => new(
            SqlSideKind.TableMissing, FailureTexts.TableGone.With(), failure),
        1 when failure.Message.Contains("no such column", StringComparison.Ordinal) => new(
            SqlSideKind.ColumnMissing, FailureTexts.ColumnGone.With(), failure),
        var code => new(SqlSideKind.Other, FailureTexts.ByCode.With("SQLite", code), failure),
    };
}
