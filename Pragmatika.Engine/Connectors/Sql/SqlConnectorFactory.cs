using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>Opens nothing by itself: a connector opens a connection when it is asked something.</summary>
public sealed class SqlConnectorFactory : ISqlConnectorFactory
{
    public ISqlConnector Create(SqlEngine engine, string connectionString, Formats formats) =>
        new SqlConnector(SqlDialects.Of(engine), connectionString, formats);
}

public static class SqlConnectorServices
{
    public static IServiceCollection AddSqlConnectors(this IServiceCollection services)
    {
        services.TryAddSingleton<ISqlConnectorFactory, SqlConnectorFactory>();
        return services;
    }
}
