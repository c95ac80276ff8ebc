using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Connectors.Connections;

public enum ConnectionKind
{
    Sqlite,
    PostgreSql,
    SqlServer,
    BitrixWebhook,
    BitrixApplication,
}

/// <summary>A connection as people see it: never with its secret. <paramref name="Shown"/> is the redacted address.</summary>
public sealed record Connection(string Name, string Title, ConnectionKind Kind, string Shown, DateTimeOffset SavedAt)
{
    /// <summary>True when the application token is stored by which the portal proves its calls to us.</summary>
    public bool HasHookToken { get; init; }
}

/// <summary>A connection with its secret, only for the code that opens it. <see cref="ToString"/> does not tell the secret.</summary>
public sealed class ConnectionSecret(string name, ConnectionKind kind, string secret)
{
    public string Name => name;

    public ConnectionKind Kind => kind;

    /// <summary>Connection string, or webhook address, or the JSON of an application's tokens.</summary>
    public string Secret => secret;

    public override string ToString() => name;
}

/// <summary>Stored connections; secrets are encrypted with the Data Protection API and leave only through <see cref="OpenAsync"/>.</summary>
public interface IConnectionCatalog
{
    Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken);

    Task<ConnectionSecret?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds or replaces. A null secret keeps the stored one; hidden parts that a new one leaves empty are kept while it leads to the same server as the same user.</summary>
    Task SaveAsync(string name, string title, ConnectionKind kind, string? secret, CancellationToken cancellationToken);

    /// <summary>The application token of the portal's outgoing webhook (or of the installed application); null when none is stored or there is no such connection.</summary>
    Task<string?> HookTokenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores the application token, encrypted, beside the secret; an empty text forgets it. It is never shown again.</summary>
    Task SaveHookTokenAsync(string name, string token, CancellationToken cancellationToken);

    /// <summary>Also forgets what was heard from the portal.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens the other side for real and says what it found; <paramref name="secret"/> null tests the stored one, and empty hidden parts are those of the stored one, as in <see cref="SaveAsync"/>.</summary>
    Task<ConnectionCheck> TestAsync(string name, ConnectionKind kind, string? secret, CancellationToken cancellationToken);
}
