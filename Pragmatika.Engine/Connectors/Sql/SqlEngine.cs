namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>The database engines an exchange table may live in.</summary>
public enum SqlEngine
{
    Sqlite,
    PostgreSql,
    SqlServer,
}
