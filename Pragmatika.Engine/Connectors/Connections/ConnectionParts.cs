using System.Data.Common;

namespace Pragmatika.Engine.Connectors.Connections;

/// <summary>What may be shown of a connection, part by part, so that whoever edits it finds what is stored. Null or empty: not told. Holds no secret.</summary>
public sealed record ConnectionParts
{
    public string File { get; init; } = string.Empty;

    public string Server { get; init; } = string.Empty;

    public string Port { get; init; } = string.Empty;

    public string Database { get; init; } = string.Empty;

    public string User { get; init; } = string.Empty;

    public bool TrustCertificate { get; init; }

    /// <summary>Scheme and host of an application's portal.</summary>
    public string Portal { get; init; } = string.Empty;

    public string ClientId { get; init; } = string.Empty;

    /// <summary>Reads what <see cref="ConnectionText.Redact"/> wrote.</summary>
    public static ConnectionParts Of(Connection connection) => connection.Kind switch
    {
        ConnectionKind.BitrixWebhook => new ConnectionParts(),
        ConnectionKind.BitrixApplication => OfApplication(connection.Shown),
        _ => OfConnectionString(connection.Kind, connection.Shown),
    };

    private static ConnectionParts OfApplication(string shown)
    {
        var words = shown.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var portal, var client, ..] && Uri.TryCreate(portal, UriKind.Absolute, out _) ? new ConnectionParts { Portal = portal, ClientId = client } : new ConnectionParts();
    }

    private static ConnectionParts OfConnectionString(ConnectionKind kind, string shown)
    {
        DbConnectionStringBuilder builder;
        try
        {
            builder = new DbConnectionStringBuilder { ConnectionString = shown };
        }
        catch (ArgumentException)
        {
            return new ConnectionParts();
        }

        if (kind == ConnectionKind.Sqlite)
        {
            return new ConnectionParts { File = One("Data Source", "DataSource", "Filename") };
        }

        var server = One("Server", "Host", "Data Source", "Address").Split(',');
        return new ConnectionParts
        {
            Server = server[0],
            Port = server.Length > 1 ? server[1] : One("Port"),
            Database = One("Database", "Initial Catalog"),
            User = One("User ID", "Username", "UID", "User", "User Name"),
            TrustCertificate = bool.TryParse(One("Trust Server Certificate", "TrustServerCertificate"), out var trusts) && trusts,
        };

        string One(params string[] names) => names.Select(name => builder.TryGetValue(name, out var value) ? value.ToString() : null).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? string.Empty;
    }
}
