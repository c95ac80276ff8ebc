using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Data.Model;

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

public sealed class ExchangeRow
{
    public required string Name { get; set; }

    public required string Title { get; set; }

    /// <summary>The newest version.</summary>
    public int Version { get; set; }

    public bool IsDeleted { get; set; }
}

public sealed class ExchangeVersionRow
{
    public required string Name { get; set; }

    public int Version { get; set; }

    public required string Definition { get; set; }

    public DateTimeOffset SavedAt { get; set; }

    public required string SavedBy { get; set; }
}

public sealed class DeadLetterRow
{
    public long Id { get; set; }

    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    public required string Key { get; set; }

    public required string RowKey { get; set; }

    public Guid RunId { get; set; }

    public DeadLetterCause Cause { get; set; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    public required string Payload { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public DeadLetterState State { get; set; }

    /// <summary>CRM ids joined by commas.</summary>
    public required string Candidates { get; set; }
}

public sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}

public sealed class ProtectionKeyRow
{
    public int Id { get; set; }

    public required string FriendlyName { get; set; }

    public required string Xml { get; set; }
}
