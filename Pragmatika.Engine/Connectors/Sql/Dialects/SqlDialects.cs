namespace Pragmatika.Engine.Connectors.Sql.Dialects;

internal static class SqlDialects
{
    private static readonly SqliteDialect Sqlite = new();
    private static readonly PostgreSqlDialect PostgreSql = new();
    private static readonly SqlServerDialect SqlServer = new();

    public static ISqlDialect Of(SqlEngine engine) => engine switch
    {
        SqlEngine.Sqlite => Sqlite,
        SqlEngine.PostgreSql => PostgreSql,
        SqlEngine.SqlServer => SqlServer,
        _ => throw new ArgumentOutOfRangeException(nameof(engine)),
    };
}
