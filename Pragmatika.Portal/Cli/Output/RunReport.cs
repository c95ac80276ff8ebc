using System.Diagnostics;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>
/// A finished run as <c>--json</c> prints it. <see cref="PeakRssMiB"/>, <see cref="CpuSeconds"/> and <see cref="AllocatedMiB"/> are those of this process from its start:
/// highest resident memory, processor time, and memory asked for.
/// </summary>
internal sealed record RunReport
{
    public required string Exchange { get; init; }

    public required Guid Run { get; init; }

    public required RunState State { get; init; }

    public required string? Message { get; init; }

    public required long Rows { get; init; }

    public required IReadOnlyDictionary<string, RunCounters> Flows { get; init; }

    public required RunCounters Total { get; init; }

    public required long RestCalls { get; init; }

    public required long Commands { get; init; }

    public required double Seconds { get; init; }

    public required double PeakRssMiB { get; init; }

    public required double CpuSeconds { get; init; }

    public required double AllocatedMiB { get; init; }

    public static RunReport Of(RunRecord run) => new()
    {
        Exchange = run.Exchange,
        Run = run.Id,
        State = run.State,
        Message = run.Message,
        Rows = run.Rows,
        Flows = run.Flows,
        Total = run.Total,
        RestCalls = run.RestCalls,
        Commands = run.Commands,
        Seconds = Math.Round(((run.EndedAt ?? run.StartedAt) - run.StartedAt).TotalSeconds, 3),
        PeakRssMiB = PeakMemory(),
        CpuSeconds = Math.Round(Environment.CpuUsage.TotalTime.TotalSeconds, 1),
        AllocatedMiB = Math.Round(GC.GetTotalAllocatedBytes() / 1048576.0, 1),
    };

    /// <summary>The exit code that belongs to a final state.</summary>
    public static int ExitCodeOf(RunState state) => state switch
    {
        RunState.Succeeded => ExitCode.Success,
        RunState.NeedsPerson => ExitCode.NeedsPerson,
        _ => ExitCode.Failure,
    };

    private static double PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return Math.Round(process.PeakWorkingSet64 / 1048576.0, 1);
    }
}
