namespace Pragmatika.Tests.Support;

/// <summary>The sources this test assembly was built from.</summary>
public static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("No Pragmatika.sln above the test assembly."),
        _ when File.Exists(Path.Combine(folder.FullName, "Pragmatika.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
