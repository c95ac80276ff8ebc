using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Keeps an application's tokens and a webhook's new host in the stored connection, encrypted as it is.</summary>
internal sealed class CatalogTokenStore(IConnectionCatalog catalog) : ITokenStore
{
    public async Task<ApplicationTokens?> LoadAsync(string connection, CancellationToken cancellationToken) =>
        await catalog.OpenAsync(connection, cancellationToken) is { Kind: ConnectionKind.BitrixApplication } stored ? ApplicationTokens.Parse(stored.Secret) : null;

    public async Task SaveAsync(string connection, ApplicationTokens tokens, CancellationToken cancellationToken)
    {
        var known = (await catalog.ListAsync(cancellationToken)).FirstOrDefault(one => one.Name == connection);
        await catalog.SaveAsync(connection, known?.Title ?? connection, ConnectionKind.BitrixApplication, tokens.ToJson(), cancellationToken);
    }
}

/// <summary>Writes a renamed portal's new address into the stored connection.</summary>
internal sealed class CatalogHostChange(IConnectionCatalog catalog, string connection) : IHostChange
{
    public async Task HostChangedAsync(string oldHost, Uri newRoot, CancellationToken cancellationToken)
    {
        if (await catalog.OpenAsync(connection, cancellationToken) is not { } stored)
        {
            return;
        }

        var known = (await catalog.ListAsync(cancellationToken)).FirstOrDefault(one => one.Name == connection);
        await catalog.SaveAsync(connection, known?.Title ?? connection, stored.Kind, PortalSecret.Parse(stored).MovedTo(newRoot), cancellationToken);
    }
}
