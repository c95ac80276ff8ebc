using System.Reflection;
using Pragmatika.Engine.Connectors.Sql;
using Xunit.Sdk;

namespace Pragmatika.Tests.Support;

/// <summary>Which database engines this run can reach: SQLite always, the servers when a variable holds a connection string of a user who may create databases.</summary>
public static class TestEngines
{
    public const string PostgreSqlVariable = "PRAGMATIKA_TEST_POSTGRES";

    public const string SqlServerVariable = "PRAGMATIKA_TEST_SQLSERVER";

    /// <summary>Null when the engine is there; otherwise why tests on it are skipped.</summary>
    public static string? SkipReason(SqlEngine engine) =>
        Variable(engine) is { } variable && string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable))
            ? $"No {engine} here: {variable} holds no connection string."
            : null;

    /// <summary>The connection string of the server on which throwaway databases are made.</summary>
    internal static string Server(SqlEngine engine) =>
        Variable(engine) is { } variable && Environment.GetEnvironmentVariable(variable) is { Length: > 0 } server
            ? server
            : throw new InvalidOperationException(SkipReason(engine) ?? $"{engine} has no server.");

    private static string? Variable(SqlEngine engine) => engine switch
    {
        SqlEngine.PostgreSql => PostgreSqlVariable,
        SqlEngine.SqlServer => SqlServerVariable,
        _ => null,
    };
}

/// <summary>One case of a theory on one engine; shown as skipped, with the reason, where the engine is not there.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class OnEngineAttribute : DataAttribute
{
    private readonly object?[] _case;

    protected OnEngineAttribute(SqlEngine engine, object?[] arguments)
    {
        _case = [engine, .. arguments];
        SkipReason = TestEngines.SkipReason(engine);
    }

    /// <summary>Read by xunit through <see cref="Skip"/>: null runs the case.</summary>
    public string? SkipReason { get; }

    public override string Skip
    {
        get => SkipReason!;
        set => throw new NotSupportedException("The engine decides.");
    }

    public override IEnumerable<object?[]> GetData(MethodInfo testMethod) => [_case];
}

/// <summary>The theory's first argument is <see cref="SqlEngine.Sqlite"/>, the given ones follow.</summary>
public sealed class OnSqliteAttribute(params object?[] arguments) : OnEngineAttribute(SqlEngine.Sqlite, arguments);

/// <summary>The theory's first argument is <see cref="SqlEngine.PostgreSql"/>, the given ones follow.</summary>
public sealed class OnPostgreSqlAttribute(params object?[] arguments) : OnEngineAttribute(SqlEngine.PostgreSql, arguments);

/// <summary>The theory's first argument is <see cref="SqlEngine.SqlServer"/>, the given ones follow.</summary>
public sealed class OnSqlServerAttribute(params object?[] arguments) : OnEngineAttribute(SqlEngine.SqlServer, arguments);

/// <summary>A fact that only means something on PostgreSQL.</summary>
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public override string Skip
    {
        get => TestEngines.SkipReason(SqlEngine.PostgreSql)!;
        set => throw new NotSupportedException("The engine decides.");
    }
}

/// <summary>A fact that only means something on SQL Server.</summary>
public sealed class SqlServerFactAttribute : FactAttribute
{
    public override string Skip
    {
        get => TestEngines.SkipReason(SqlEngine.SqlServer)!;
        set => throw new NotSupportedException("The engine decides.");
    }
}
