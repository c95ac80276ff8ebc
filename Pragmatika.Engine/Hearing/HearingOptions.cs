using System.ComponentModel.DataAnnotations;

namespace Pragmatika.Engine.Hearing;

/// <summary>How often the portals are asked, and how much a flood of events may hold in memory.</summary>
public sealed class HearingOptions
{
    public const string Section = "Hearing";

    /// <summary>Pause between two polls of one portal. A poll that took long is followed by a longer one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far polls look back behind the last one: a record may become visible later than its modified time says, by up to half of this. The whole is read twice in this
    /// time; the polls between look back ten seconds.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PollOverlap { get; set; } = TimeSpan.FromMinutes(1);

    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OfflineEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause between two sweeps of all ids.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How often the exchanges are looked at for portals to listen to.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan PlanEvery { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A node that listens to a portal and is silent for this long is replaced by another.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls of portals that wait for their commit; more wait for room.</summary>
    [Range(100, 1_000_000)]
    public int IntakeCapacity { get; set; } = 20_000;

    /// <summary>Calls committed together.</summary>
    [Range(1, 100_000)]
    public int IntakeGroup { get; set; } = 5_000;

    /// <summary>Bytes a portal's call may have; a real one has less than a thousand.</summary>
    [Range(1_000, 10_000_000)]
    public int IntakeBodyBytes { get; set; } = 64 * 1024;
}
