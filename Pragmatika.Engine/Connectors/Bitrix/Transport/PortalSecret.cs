using System.Text.Json;
using System.Text.Json.Nodes;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>
/// The stored secret of a Bitrix24 connection: a bare webhook address, or <c>{"webhook":"…","trustSelfSigned":true,"limits":"cloud"}</c>, or the tokens of an application.
/// </summary>
internal sealed class PortalSecret
{
    private readonly JsonObject? _settings;

    private PortalSecret(JsonObject? settings, string? webhook, ApplicationTokens? application)
    {
        _settings = settings;
        Webhook = webhook;
        Application = application;
    }

    public string? Webhook { get; }

    public ApplicationTokens? Application { get; }

    public bool TrustSelfSigned => Application?.TrustSelfSigned ?? (_settings?["trustSelfSigned"]?.GetValueKind() == JsonValueKind.True);

    /// <summary>Null: chosen by host.</summary>
    public PortalLimits? Limits => (Application?.Limits ?? _settings?["limits"]?.ToString())?.ToLowerInvariant() switch
    {
        "cloud" => PortalLimits.Cloud,
        "enterprise" => PortalLimits.Enterprise,
        "box" => PortalLimits.Box,
        _ => null,
    };

    public static PortalSecret Parse(ConnectionSecret secret)
    {
        if (secret.Kind == ConnectionKind.BitrixApplication)
        {
            return new(null, null, ApplicationTokens.Parse(secret.Secret));
        }

        if (!secret.Secret.TrimStart().StartsWith('{'))
        {
            return new(null, secret.Secret, null);
        }

        try
        {
            var settings = JsonNode.Parse(secret.Secret)!.AsObject();
            return new(settings, settings["webhook"]?.ToString() ?? string.Empty, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("Подключение к Bitrix24 не читается: ожидается адрес вебхука или объект JSON.", exception);
        }
    }

    /// <summary>The secret with the portal's new address.</summary>
    public string MovedTo(Uri newRoot)
    {
        if (Application is not null)
        {
            return (Application with { ClientEndpoint = newRoot.AbsoluteUri }).ToJson();
        }

        if (_settings is null)
        {
            return newRoot.AbsoluteUri;
        }

        _settings["webhook"] = newRoot.AbsoluteUri;
        return _settings.ToJsonString();
    }
}
