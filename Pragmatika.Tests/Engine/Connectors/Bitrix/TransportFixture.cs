using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Commands, bad answers and an application that several tests of the transport share.</summary>
internal static class TransportFixture
{
    public static readonly BitrixCommand[] Write = [new("crm.item.add", "entityTypeId=2&fields[title]=x")];
    public static readonly BitrixCommand[] Reading = [new("crm.item.get", "entityTypeId=2&id=1")];

    public static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Answer(string what) => what switch
    {
        "html502" => Html(502),
        "html503" => Html(503),
        "cut" => Cut(),
        "empty200" => Json(string.Empty),
        "half" => Json("""{"result":{"result":{"c0":{"item":{"id":1"""),
        "500" => Json("""{"error":"INTERNAL_SERVER_ERROR","error_description":"Internal server error"}""", 500),
        "echo" => Json(
            """{"error":"ERROR_CORE","error_description":"POST /rest/1/s3cretc0de/batch auth=old-access&refresh_token=old-refresh client_secret: client-secret phone +7 921 555-01-01"}""", 400),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    public static ApplicationTokens Application(ScriptedPortal server) => new()
    {
        ClientId = "client-id",
        ClientSecret = "client-secret",
        ClientEndpoint = server.Root + "rest/",
        AccessToken = "old-access",
        RefreshToken = "old-refresh",
        TokenEndpoint = server.Root + "oauth/token/",
    };
}
