namespace Pragmatika.Engine.Exchanges;

/// <summary>
/// When an exchange starts by itself. <see cref="Every"/> and <see cref="Cron"/> exclude each other; <see cref="After"/> and <see cref="OnEvent"/> add to them or stand alone.
/// Times of day are the portal's (<c>Schedules:TimeZone</c>).
/// </summary>
public sealed record ScheduleDefinition
{
    public TimeSpan? Every { get; init; }

    /// <summary>Quartz cron, six or seven parts.</summary>
    public string? Cron { get; init; }

    /// <summary>Starts only inside one of these; empty: at any time. A run that is under way when a window closes is not cut.</summary>
    public IReadOnlyList<ScheduleWindow> Windows { get; init; } = [];

    /// <summary>Names of exchanges: starts each time one of them has ended well.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Starts when something raises an event for the exchange, for example a message from the CRM.</summary>
    public bool OnEvent { get; init; }

    /// <summary>How long events are gathered before they start one run.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromSeconds(5);

    public bool Paused { get; init; }
}

/// <summary>A daily span in which starts are allowed. It runs over midnight when <see cref="To"/> is not after <see cref="From"/>.</summary>
public sealed record ScheduleWindow
{
    /// <summary>HH:mm, included.</summary>
    public required string From { get; init; }

    /// <summary>HH:mm, not included; 24:00 is the end of the day.</summary>
    public required string To { get; init; }

    /// <summary>Days on which the window opens; empty: every day.</summary>
    public IReadOnlyList<DayOfWeek> Days { get; init; } = [];
}
