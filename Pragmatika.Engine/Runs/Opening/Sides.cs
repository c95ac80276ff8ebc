using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing.Offline;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>Opens the two sides of an exchange from the connections that its definition names.</summary>
internal sealed class Sides(IConnectionCatalog connections, ISqlConnectorFactory sql, IBitrixPortalFactory portals, OwnMark mark)
{
    public async Task<ISqlConnector> OpenSourceAsync(ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(definition.Source.Connection, cancellationToken);
        var engine = secret.Kind switch
        {
            ConnectionKind.Sqlite => SqlEngine.Sqlite,
            ConnectionKind.PostgreSql => SqlEngine.PostgreSql,
            ConnectionKind.SqlServer => SqlEngine.SqlServer,
            _ => throw new RunRefusedException(RunTexts.NotADatabase.With(secret.Name), []),
        };
        return sql.Create(engine, secret.Secret, definition.Formats);
    }

    public async Task<IBitrixPortal> OpenPortalAsync(ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        var secret = await SecretAsync(definition.Destination.Connection, cancellationToken);
        return secret.Kind is ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication
            ? portals.Create(secret)
            : throw new RunRefusedException(RunTexts.NotAPortal.With(secret.Name), []);
    }

    /// <summary>Marks the writes of a run as ours, where the portal's offline queue is read.</summary>
    public async Task MarkOwnAsync(IBitrixPortal portal, ExchangeDefinition definition, CancellationToken cancellationToken)
    {
        await mark.PutAsync(portal, await SecretAsync(definition.Destination.Connection, cancellationToken), cancellationToken);
    }

    private async Task<ConnectionSecret> SecretAsync(string name, CancellationToken cancellationToken) =>
        await connections.OpenAsync(name, cancellationToken)
        ?? throw new RunRefusedException(RunTexts.NoConnection.With(name), []);
}
