using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Tests.Support;

/// <summary>Makes the portal's connection one of an installed application instead of a webhook.</summary>
internal static class InstalledApplication
{
    public static Task UseAsync(ExchangeRig rig)
    {
        var issued = rig.Sandbox.Services.State.Tokens;
        var pair = issued.Install(userId: 1);
        var tokens = new ApplicationTokens
        {
            ClientId = issued.App.ClientId,
            ClientSecret = issued.App.ClientSecret,
            ClientEndpoint = new Uri(rig.Sandbox.BaseAddress, "rest/").AbsoluteUri,
            TokenEndpoint = new Uri(rig.Sandbox.BaseAddress, "oauth/token/").AbsoluteUri,
            AccessToken = pair.AccessToken,
            RefreshToken = pair.RefreshToken,
        };
        return rig.Service<IConnectionCatalog>().SaveAsync("portal", "Sandbox", ConnectionKind.BitrixApplication, tokens.ToJson(), default);
    }
}
