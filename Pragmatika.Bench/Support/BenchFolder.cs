namespace Pragmatika.Bench.Support;

/// <summary>A folder that lives as long as the bench.</summary>
internal sealed class BenchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pragmatika-bench-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A child may still be closing a file; the system's temporary folder is swept anyway.
        }
    }
}
