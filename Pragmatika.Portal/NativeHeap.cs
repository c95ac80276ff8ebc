using System.Runtime.InteropServices;

namespace Pragmatika.Portal;

/// <summary>
/// glibc gives each thread that allocates an arena of its own, up to eight a core, and keeps what is freed in it. SQLite allocates on whichever thread a batch is on, so a long load
/// would hold the same memory several times over.
/// </summary>
internal static partial class NativeHeap
{
    private const int MaxArenas = -8; // M_ARENA_MAX of malloc.h

    /// <summary>Shares <paramref name="arenas"/> among all threads. Does nothing where the C library has no such setting (musl, macOS, Windows).</summary>
    public static void Share(int arenas)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = Set(MaxArenas, arenas);
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // not glibc: its heap has no arenas to share
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int parameter, int value);
}
