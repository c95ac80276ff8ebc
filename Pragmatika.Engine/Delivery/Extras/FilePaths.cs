using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>Finds files inside of the one folder that a rule allows.</summary>
internal static class FilePaths
{
    public static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file as the disk has it, links followed; null when it is not there, or not inside the folder.</summary>
    public static FileInfo? Find(FileSettings settings, string path)
    {
        try
        {
            return Inside(settings, path) is { } full && new FileInfo(full) is { Exists: true } file && Inside(settings, Target(file).FullName) is not null ? Target(file) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The absolute path; null when it is not inside the folder.</summary>
    public static string? Inside(FileSettings settings, string path)
    {
        if (settings.Folder is not { } folder || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, Path.DirectorySeparatorChar == '/' ? path.Replace('\\', '/') : path));
        return full.StartsWith(root, StringComparison.Ordinal) ? full : null;
    }

    private static FileInfo Target(FileInfo file) => file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
}
