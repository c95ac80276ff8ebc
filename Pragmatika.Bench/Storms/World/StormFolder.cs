namespace Pragmatika.Bench.Storms.World;

/// <summary>A folder of one storm, in memory where the system has such a place: nothing in it is to outlive the process.</summary>
internal sealed class StormFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private readonly string _path = Directory.CreateDirectory(Path.Combine(Root, "pragmatika-storm-" + Guid.NewGuid().ToString("N"))).FullName;

    public static string Root { get; } = Directory.Exists(Memory) ? Memory : Path.GetTempPath();

    public string this[string name] => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
