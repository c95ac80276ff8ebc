using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Makes portals from stored connections. Limiters are shared by all portals of one address, meters by all of one hook.</summary>
public interface IBitrixPortalFactory
{
    IBitrixPortal Create(ConnectionSecret secret);
}
