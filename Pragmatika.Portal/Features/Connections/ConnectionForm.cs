using System.Data.Common;
using System.Text.Json;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Portal.Features.Connections;

/// <summary>
/// A connection while a person fills it in. A stored secret never comes here: editing begins with what may be shown, and hidden fields left empty keep what is stored.
/// Mistakes are named by their resource key. No Blazor types.
/// </summary>
public sealed class ConnectionForm
{
    public string Name { get; set; } = string.Empty;

    public string Title { get; set; } = string.Empty;

    public ConnectionKind Kind { get; set; } = ConnectionKind.PostgreSql;

    /// <summary>True for a stored connection: its name and kind stay.</summary>
    public bool IsStored { get; init; }

    public string File { get; set; } = string.Empty;

    public string Server { get; set; } = string.Empty;

    public string Port { get; set; } = string.Empty;

    public string Database { get; set; } = string.Empty;

    public string User { get; set; } = string.Empty;

    public string Password { get; set; } = string.Empty;

    public bool TrustCertificate { get; set; }

    public string Webhook { get; set; } = string.Empty;

    /// <summary>The application token by which the portal proves its calls; empty keeps the stored one.</summary>
    public string HookToken { get; set; } = string.Empty;

    public bool HasHookToken { get; init; }

    public bool ForgetHookToken { get; set; }

    /// <summary>The application token to store: null keeps what is stored, empty forgets it.</summary>
    public string? NewHookToken => ForgetHookToken ? string.Empty
        : Kind is ConnectionKind.BitrixWebhook or ConnectionKind.BitrixApplication && !string.IsNullOrWhiteSpace(HookToken) ? HookToken.Trim()
        : null;

    public string Portal { get; set; } = string.Empty;

    public string ClientId { get; set; } = string.Empty;

    public string ClientSecret { get; set; } = string.Empty;

    public string AccessToken { get; set; } = string.Empty;

    public string RefreshToken { get; set; } = string.Empty;

    /// <summary>What is stored, as far as it may be shown.</summary>
    public ConnectionParts Stored { get; private init; } = new();

    /// <summary>The stored address as people see it.</summary>
    public string Shown { get; private init; } = string.Empty;

    public static ConnectionForm Edit(Connection connection)
    {
        var parts = ConnectionParts.Of(connection);
        return new ConnectionForm
        {
            Name = connection.Name,
            Title = connection.Title,
            Kind = connection.Kind,
            IsStored = true,
            HasHookToken = connection.HasHookToken,
            Stored = parts,
            Shown = connection.Shown,
            File = parts.File,
            Server = parts.Server,
            Port = parts.Port,
            Database = parts.Database,
            User = parts.User,
            TrustCertificate = parts.TrustCertificate,
            Portal = parts.Portal,
            ClientId = parts.ClientId,
        };
    }

    /// <summary>True when the form says of the other side what is stored, and no secret was typed.</summary>
    public bool KeepsSecret => IsStored && Parts() == Stored && Hidden().All(string.IsNullOrWhiteSpace);

    /// <summary>The new secret, or null to keep the stored one. Of a stored connection the hidden parts may be empty: the catalog fills them in.</summary>
    public string? Secret() => KeepsSecret ? null : Build();

    /// <summary>Resource keys of every mistake, in the order of the form; empty when it may be saved.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (Name.Length == 0 || !Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            mistakes.Add("MistakeName");
        }

        if (!KeepsSecret)
        {
            mistakes.AddRange(SecretMistakes());
        }

        return mistakes;
    }

    private IEnumerable<string> SecretMistakes() => Kind switch
    {
        ConnectionKind.Sqlite => Missing(File, "MistakeFile"),
        ConnectionKind.BitrixWebhook => WebhookAddress.IsOne(Webhook) ? [] : ["MistakeWebhook"],
        ConnectionKind.BitrixApplication =>
        [
            .. Uri.TryCreate(Portal, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? Array.Empty<string>() : ["MistakePortal"],
            .. Missing(ClientId, "MistakeClient"), .. IsSameApplication ? Array.Empty<string>() : [.. Missing(ClientSecret, "MistakeClientSecret"), .. Missing(RefreshToken, "MistakeRefreshToken")],
        ],
        _ => [.. Missing(Server, "MistakeServer"), .. Missing(Database, "MistakeDatabase"), .. Port.Length == 0 || ushort.TryParse(Port, out _) ? Array.Empty<string>() : ["MistakePort"]],
    };

    private static string[] Missing(string value, string mistake) => string.IsNullOrWhiteSpace(value) ? [mistake] : [];

    private bool IsSameApplication => IsStored && Portal == Stored.Portal && ClientId == Stored.ClientId;

    private ConnectionParts Parts() => new()
    {
        File = File.Trim(), Server = Server.Trim(), Port = Port.Trim(), Database = Database.Trim(), User = User, TrustCertificate = TrustCertificate, Portal = Portal.Trim(), ClientId = ClientId.Trim(),
    };

    private string[] Hidden() => Kind switch
    {
        ConnectionKind.Sqlite => [],
        ConnectionKind.BitrixWebhook => [Webhook],
        ConnectionKind.BitrixApplication => [ClientSecret, AccessToken, RefreshToken],
        _ => [Password],
    };

    private string Build() => Kind switch
    {
        ConnectionKind.Sqlite => Join(("Data Source", File.Trim())),
        ConnectionKind.PostgreSql => Join(
            ("Host", Server.Trim()), ("Port", Port), ("Database", Database.Trim()), ("Username", User), ("Password", Password), ("Trust Server Certificate", TrustCertificate ? "true" : null)),
        ConnectionKind.SqlServer => Join(
            ("Server", Port.Length == 0 ? Server.Trim() : $"{Server.Trim()},{Port}"), ("Database", Database.Trim()), ("User ID", User), ("Password", Password),
            ("Integrated Security", User.Length == 0 ? "true" : null), ("TrustServerCertificate", TrustCertificate ? "true" : null)),
        ConnectionKind.BitrixWebhook => WebhookAddress.Clean(Webhook),
        _ => Application(),
    };

    private string Application() => JsonSerializer.Serialize(new
    {
        clientId = ClientId.Trim(),
        clientSecret = ClientSecret.Trim(),
        clientEndpoint = Portal.Trim().TrimEnd('/') + "/rest/",
        accessToken = AccessToken.Trim(),
        refreshToken = RefreshToken.Trim(),
    });

    private static string Join(params (string Name, string? Value)[] parts)
    {
        var builder = new DbConnectionStringBuilder();
        foreach (var (name, value) in parts.Where(part => !string.IsNullOrEmpty(part.Value)))
        {
            builder[name] = value;
        }

        return builder.ConnectionString;
    }
}
