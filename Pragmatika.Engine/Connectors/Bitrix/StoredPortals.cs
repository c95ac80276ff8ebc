using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Opens stored connections; rotated tokens and renamed hosts go back to the catalog. The catalog is asked for late: it tests connections through this factory.</summary>
internal sealed class StoredPortals(BitrixPortalFactory portals, IServiceProvider services) : IBitrixPortalFactory
{
    public IBitrixPortal Create(ConnectionSecret secret) => portals.Open(secret, services.GetService<IConnectionCatalog>());
}
