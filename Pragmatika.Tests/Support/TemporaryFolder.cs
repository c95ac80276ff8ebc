namespace Pragmatika.Tests.Support;

internal static class TemporaryFolder
{
    /// <summary>A server or a child may still be closing a file of it while the machine is busy; what is left then, the system sweeps away.</summary>
    public static void Sweep(this DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // No test is worse for it.
        }
    }
}
