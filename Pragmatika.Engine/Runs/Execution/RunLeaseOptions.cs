using System.ComponentModel.DataAnnotations;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>How long a run keeps its exchange after its process was last heard of. All processes on one database should have the same settings.</summary>
public sealed class RunLeaseOptions
{
    public const string Section = "Runs:Lease";

    /// <summary>Another machine may take over after this; on the same machine a dead process is recognised at once.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A third of <see cref="Duration"/>: two renewals may fail before the lease is lost.</summary>
    public TimeSpan Renewal => Duration / 3;
}
