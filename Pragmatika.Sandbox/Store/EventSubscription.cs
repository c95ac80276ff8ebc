namespace Pragmatika.Sandbox.Store;

/// <summary>A handler of one event: bound by an application, or an outgoing webhook made by hand.</summary>
public sealed record EventSubscription
{
    public required int Id { get; init; }

    /// <summary>Upper case, as on the wire.</summary>
    public required string Event { get; init; }

    /// <summary>Where to send; empty for offline bindings.</summary>
    public required string Handler { get; init; }

    public bool IsOffline { get; init; }

    /// <summary>Changes made with the same mark are not queued for this binding.</summary>
    public string AuthConnector { get; init; } = "";

    /// <summary>User whose tokens go with the event; 0 for the one who made the change.</summary>
    public int AuthType { get; init; }

    /// <summary>The application, or empty for an outgoing webhook.</summary>
    public string ApplicationId { get; init; } = "";

    public string ApplicationToken { get; init; } = "";

    /// <summary>Least seconds between two ONOFFLINEEVENT signals.</summary>
    public int MinTimeout { get; init; } = 1;
}

/// <summary>A row of the offline queue.</summary>
public sealed record OfflineEvent
{
    public required int Id { get; init; }

    public required string Event { get; init; }

    public required int SubscriptionId { get; init; }

    public required Dictionary<string, string> Fields { get; init; }

    /// <summary>Unix seconds of the last change.</summary>
    public long Time { get; set; }

    /// <summary>Who reserved the row; empty while it is free.</summary>
    public string ProcessId { get; set; } = "";

    public bool IsError { get; set; }
}
