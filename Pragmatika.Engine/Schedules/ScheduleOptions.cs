using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine.Schedules;

/// <summary>How the scheduler of this node works. Every node of one database should have the same settings.</summary>
public sealed class ScheduleOptions
{
    public const string Section = "Schedules";

    /// <summary>IANA id of the portal's zone: cron expressions and windows are read in it.</summary>
    [Required]
    public string TimeZone { get; set; } = "Europe/Moscow";

    /// <summary>How often definitions and ended runs are looked at; a change made on another node takes effect within this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:01:00")]
    public TimeSpan SyncInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a node says that it is alive. Only databases that several nodes may share (PostgreSQL, SQL Server).</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:05:00")]
    public TimeSpan CheckInInterval { get; set; } = TimeSpan.FromSeconds(7.5);

    /// <summary>How late a node's sign of life may be before another takes over its runs. Longer than the worst pause of the database.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:05:00")]
    public TimeSpan CheckInTolerance { get; set; } = TimeSpan.FromSeconds(7.5);

    /// <summary>A start that is later than this counts as missed. Short intervals count from half an interval.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MissedAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The zone of <see cref="TimeZone"/>; UTC where the machine does not know it.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
}

/// <summary>A zone the machine does not know would move every cron expression.</summary>
internal sealed class ScheduleZoneValidator : IValidateOptions<ScheduleOptions>
{
    private static readonly Message Unknown = new("на этой машине нет часового пояса «{0}»; нужно имя IANA, например Europe/Moscow", "this machine knows no time zone '{0}'; use an IANA id such as Europe/Moscow");

    /// <summary>An empty zone is told by its own rule.</summary>
    public ValidateOptionsResult Validate(string? name, ScheduleOptions options) =>
        options.TimeZone.Length == 0 || TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(SettingTexts.Of($"{ScheduleOptions.Section}:{nameof(ScheduleOptions.TimeZone)}", Unknown.With(options.TimeZone)));
}
