using System.Data.Common;
using System.Text.Json;

namespace Pragmatika.Engine.Connectors.Connections;

/// <summary>What people may see of a connection's secret: where it leads and as whom, never the password or the webhook's code.</summary>
public static class ConnectionText
{
    private const string Hidden = "••••••";

    /// <summary>Words of connection strings that tell no secret, in all three dialects.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "Data Source", "DataSource", "Filename", "Server", "Address", "Host", "Port", "Database", "Initial Catalog", "User ID", "UID", "User", "Username", "User Name",
        "Integrated Security", "Trusted_Connection", "Encrypt", "SSL Mode", "SslMode", "Mode", "Trust Server Certificate", "TrustServerCertificate",
    };

    public static string Redact(ConnectionKind kind, string secret) => kind switch
    {
        ConnectionKind.BitrixWebhook => Webhook(secret),
        ConnectionKind.BitrixApplication => Application(secret),
        _ => ConnectionString(secret),
    };

    /// <summary><c>https://portal/rest/USER/CODE/</c>: the code is a password.</summary>
    private static string Webhook(string secret)
    {
        if (!Uri.TryCreate(secret, UriKind.Absolute, out var address))
        {
            return Hidden;
        }

        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var user = parts.Length >= 3 && parts[0] == "rest" && parts[1].All(char.IsAsciiDigit) ? $"rest/{parts[1]}/" : string.Empty;
        return $"{address.Scheme}://{address.Authority[(address.Authority.IndexOf('@') + 1)..]}/{user}{Hidden}/";
    }

    private static string Application(string secret)
    {
        try
        {
            using var document = JsonDocument.Parse(secret);
            foreach (var name in (string[])["domain", "portal", "clientEndpoint", "client_endpoint"])
            {
                if (document.RootElement.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text)
                {
                    var portal = Uri.TryCreate(text, UriKind.Absolute, out var address) ? $"{address.Scheme}://{address.Authority}" : text;
                    var client = document.RootElement.TryGetProperty("clientId", out var id) && id.GetString() is { Length: > 0 } known ? known + " " : string.Empty;
                    return $"{portal} {client}({Hidden})";
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Hidden;
        }

        return Hidden;
    }

    private static string ConnectionString(string secret)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = secret };
            var parts = builder.Keys.Cast<string>().Where(Shown.Contains).Select(key => $"{key}={builder[key]}").ToList();
            return parts.Count == 0 ? Hidden : string.Join(';', parts);
        }
        catch (ArgumentException)
        {
            return Hidden;
        }
    }
}
