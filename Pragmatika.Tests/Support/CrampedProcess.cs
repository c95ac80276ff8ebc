using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pragmatika.Bench.Support;

namespace Pragmatika.Tests.Support;

/// <summary>The product's executable in a process of its own that has no room to write, made so by the operating system.</summary>
internal static class CrampedProcess
{
    private const string Unshare = "unshare";

    /// <summary>Null when <see cref="OnSmallDiskAsync"/> can run; otherwise why not.</summary>
    public static string? NoSmallDisk { get; } = Run(Unshare, ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp"])
        ? null
        : "Mounting a small disk needs unprivileged user namespaces (unshare), which are not allowed here.";

    /// <summary>No file of the process may grow beyond <paramref name="kibibytes"/>: writes fail with EFBIG as they do with EDQUOT under a quota.</summary>
    public static Task<EngineRun> WithFileLimitAsync(long kibibytes, string program, params string[] arguments)
    {
        var limit = kibibytes.ToString(CultureInfo.InvariantCulture);
        return RunAsync("bash", ["-c", """trap '' XFSZ; ulimit -f "$1"; shift; exec "$@" """, "bash", limit, DotnetHost.Path, DotnetHost.Program(program), .. arguments]);
    }

    /// <summary>
    /// Copies <paramref name="folder"/> to a disk of its size and <paramref name="spareKibibytes"/> more, runs there (the last argument is followed by the folder's place) and
    /// copies everything back: ENOSPC, as on any full disk.
    /// </summary>
    public static Task<EngineRun> OnSmallDiskAsync(string folder, long spareKibibytes, string program, params string[] arguments)
    {
        var used = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => (file.Length / 1024) + 4);
        var size = (used + spareKibibytes).ToString(CultureInfo.InvariantCulture);
        const string script =
            """
            set -e; size="$1" folder="$2" disk="$2.disk"; shift 2
            mkdir "$disk"; mount -t tmpfs -o size="${size}k" tmpfs "$disk"; cp -a "$folder/." "$disk"
            code=0; "$@" "$disk" || code=$?
            cp -a "$disk/." "$folder"; umount "$disk"; rmdir "$disk"; exit $code
            """;
        return RunAsync(Unshare, ["--map-root-user", "--mount", "bash", "-c", script, "bash", size, folder, DotnetHost.Path, DotnetHost.Program(program), .. arguments]);
    }

    private static async Task<EngineRun> RunAsync(string command, IEnumerable<string> arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var process = Start(command, arguments);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return output.Length > 0
                ? EngineRun.Of(process.ExitCode, output)
                : throw new InvalidOperationException($"The run printed nothing, exit code {process.ExitCode}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string command, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        };

        // The runtime maps its code twice through a file of 2 GiB in memory, which a limit on file sizes forbids.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";

        // The command line speaks the language of its process, and the tests read Russian.
        start.Environment["LC_ALL"] = "ru_RU.UTF-8";
        return Process.Start(start) ?? throw new InvalidOperationException($"{command} did not start.");
    }

    private static bool Run(string command, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Start(command, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such command on this system
        }
    }
}
