using System.Runtime.InteropServices;

namespace Pragmatika.Bench.Support;

/// <summary>Where the runtime's own <c>dotnet</c> is, so that children run on the same one.</summary>
internal static class DotnetHost
{
    public static string Path { get; } = Find();

    /// <summary>The full path of a program of this solution: it stands beside this assembly.</summary>
    public static string Program(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, name + ".dll");

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(beside) ? beside : name;
    }
}
