using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pragmatika.Engine.Data.Store;

/// <summary>
/// Names this process so that a later one on the same machine can see whether it is still there: machine, process id and start time. On Linux the machine includes
/// boot and process namespace, so that two containers with one host name are not taken for one another.
/// </summary>
internal sealed record ProcessMark(string Machine, int ProcessId, long StartedTicks)
{
    public static ProcessMark Current { get; } = Own();

    public static ProcessMark? Parse(string text)
    {
        var parts = text.Split('|');
        return parts.Length == 3
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
                ? new ProcessMark(parts[0], processId, started)
                : null;
    }

    /// <summary>True only when the process was on this machine and is surely no longer there.</summary>
    public bool IsGone()
    {
        if (Machine != Current.Machine || this == Current)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);

            // Start times are computed from the boot time and wander a little from reader to reader.
            return Math.Abs(process.StartTime.ToUniversalTime().Ticks - StartedTicks) > TimeSpan.TicksPerSecond * 3;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return false;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Machine}|{ProcessId}|{StartedTicks}");

    private static ProcessMark Own()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessMark(MachineName(), process.Id, process.StartTime.ToUniversalTime().Ticks);
    }

    private static string MachineName()
    {
        var name = Environment.MachineName.Replace('|', '-');
        if (!OperatingSystem.IsLinux())
        {
            return name;
        }

        try
        {
            var boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
            return $"{name}/{boot}/{File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return name;
        }
    }
}
