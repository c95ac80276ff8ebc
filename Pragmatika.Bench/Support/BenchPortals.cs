using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Bench.Support;

/// <summary>Opens portals with options of the bench: another network, other limits.</summary>
internal sealed class BenchPortals(BitrixPortalFactory portals, BitrixPortalOptions options) : IBitrixPortalFactory
{
    public IBitrixPortal Create(ConnectionSecret secret) => portals.OpenWebhook(secret.Secret, options);
}
