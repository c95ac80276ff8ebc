using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>Credentials of an installed application. The access token lives an hour, the refresh token 180 days and changes at each refresh. Never prints itself.</summary>
public sealed record ApplicationTokens
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary><c>https://{host}/rest/</c>.</summary>
    public required string ClientEndpoint { get; init; }

    public required string AccessToken { get; init; }

    public required string RefreshToken { get; init; }

    /// <summary>The vendor's server also for self-hosted boxes: a box never refreshes by itself.</summary>
    public string TokenEndpoint { get; init; } = "https://oauth.bitrix.info/oauth/token/";

    /// <summary>See <see cref="BitrixPortalOptions.TrustSelfSigned"/>.</summary>
    public bool TrustSelfSigned { get; init; }

    /// <summary>cloud, enterprise or box; null chooses by host.</summary>
    public string? Limits { get; init; }

    /// <summary>Reads the stored secret of a connection. Throws <see cref="FormatException"/> without repeating it.</summary>
    public static ApplicationTokens Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ApplicationTokens>(json, Web) ?? throw new FormatException("Ключи приложения пусты.");
        }
        catch (JsonException exception)
        {
            throw new FormatException("Ключи приложения должны быть объектом JSON с clientId, clientSecret, clientEndpoint, accessToken и refreshToken.", exception);
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, Web);

    public override string ToString() => "***";
}

/// <summary>Where an application's tokens are kept between starts and shared between nodes.</summary>
public interface ITokenStore
{
    Task<ApplicationTokens?> LoadAsync(string connection, CancellationToken cancellationToken);

    /// <summary>Replaces both tokens in one step: a refresh token that is lost cannot be had again.</summary>
    Task SaveAsync(string connection, ApplicationTokens tokens, CancellationToken cancellationToken);
}
