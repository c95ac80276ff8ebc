namespace Pragmatika.Engine.Connectors.Connections;

public sealed class ConnectionRow
{
    public required string Name { get; set; }

    public required string Title { get; set; }

    public ConnectionKind Kind { get; set; }

    /// <summary>The redacted address that people see.</summary>
    public required string Shown { get; set; }

    /// <summary>The secret, encrypted by Data Protection.</summary>
    public required string Protected { get; set; }

    /// <summary>The application token of the portal's calls to us, encrypted; null when none was entered.</summary>
    public string? HookProtected { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
