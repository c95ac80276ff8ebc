using System.Text.Json;

namespace Pragmatika.Portal.Cli.Demo;

/// <summary>What a data folder remembers of its demo, in <c>demo.json</c>: how the table was made and where the sandbox was served.</summary>
internal sealed record DemoRecord
{
    private const string FileName = "demo.json";

    public required int Rows { get; init; }

    public required int Seed { get; init; }

    /// <summary>sqlite or postgresql.</summary>
    public required string Engine { get; init; }

    /// <summary>The sandbox's port at its last start; it is asked for again, because the connection names it.</summary>
    public required int SandboxPort { get; init; }

    /// <summary>True once the table, the portal and the exchange are there: an interrupted first start is made anew.</summary>
    public bool IsComplete { get; init; }

    public static async Task<DemoRecord?> ReadAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.File(FileName)))
        {
            return null;
        }

        await using var file = File.OpenRead(folder.File(FileName));
        return await JsonSerializer.DeserializeAsync<DemoRecord>(file, CliJson.Options, cancellationToken);
    }

    public async Task SaveAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var fresh = folder.File(FileName + ".new");
        await File.WriteAllTextAsync(fresh, JsonSerializer.Serialize(this, CliJson.Options), cancellationToken);
        File.Move(fresh, folder.File(FileName), overwrite: true);
    }
}
