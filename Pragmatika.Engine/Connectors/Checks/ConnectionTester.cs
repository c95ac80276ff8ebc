using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Checks;

/// <summary>Opens the other side of a connection for real.</summary>
internal sealed class ConnectionTester(ISqlConnectorFactory sql, IBitrixPortalFactory portals)
{
    private static readonly Message Unreadable = new(
        "Строка подключения или адрес записаны неверно. Проверьте их и повторите.", "The connection string or address is not written properly. Check it and try again.");

    public async Task<ConnectionCheck> TestAsync(ConnectionSecret secret, CancellationToken cancellationToken)
    {
        try
        {
            return EngineOf(secret.Kind) is { } engine
                ? await sql.Create(engine, secret.Secret, new Formats()).TestAsync(cancellationToken)
                : await portals.Create(secret).TestAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or System.Text.Json.JsonException)
        {
            // The reader's message may quote the secret.
            return new ConnectionCheck(false, null, Unreadable.With());
        }
    }

    private static SqlEngine? EngineOf(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Sqlite => SqlEngine.Sqlite,
        ConnectionKind.PostgreSql => SqlEngine.PostgreSql,
        ConnectionKind.SqlServer => SqlEngine.SqlServer,
        _ => null,
    };
}
