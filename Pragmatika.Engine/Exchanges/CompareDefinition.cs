namespace Pragmatika.Engine.Exchanges;

/// <summary>What a scheduled comparison does with what it finds.</summary>
public enum CompareRepair
{
    /// <summary>Nothing: the report waits for a person.</summary>
    Leave,

    Sql,
    Crm,
    Newest,
}

/// <summary>When both sides of an exchange are compared. <see cref="Every"/> and <see cref="Cron"/> exclude each other; times are the portal's.</summary>
public sealed record CompareDefinition
{
    public TimeSpan? Every { get; init; }

    /// <summary>Quartz cron, six or seven parts.</summary>
    public string? Cron { get; init; }

    /// <summary>Compares only inside one of these; empty: at any time. A comparison that is under way when a window closes is not cut.</summary>
    public IReadOnlyList<ScheduleWindow> Windows { get; init; } = [];

    /// <summary>Who is right where the sides differ. A repair is a run, and its fuse holds.</summary>
    public CompareRepair Repair { get; init; } = CompareRepair.Leave;

    /// <summary>Clock and windows, as what exchanges are started by.</summary>
    public ScheduleDefinition ToSchedule() => new() { Every = Every, Cron = Cron, Windows = Windows };
}
