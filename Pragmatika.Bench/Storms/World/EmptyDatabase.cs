using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;

namespace Pragmatika.Bench.Storms.World;

/// <summary>A portal's database with nothing in it: made once, copied for every storm.</summary>
internal static class EmptyDatabase
{
    private static readonly Lazy<Task<byte[]>> Made = new(MakeAsync);

    public static async Task CopyToAsync(string file) => await File.WriteAllBytesAsync(file, await Made.Value);

    private static async Task<byte[]> MakeAsync()
    {
        var file = Path.Combine(StormFolder.Root, "pragmatika-storm-" + Guid.NewGuid().ToString("N") + ".db");
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddEngineData(database => (database.Engine, database.ConnectionString) = (SqlEngine.Sqlite, $"Data Source={file};Pooling=False"));
        await using (var provider = services.BuildServiceProvider())
        {
            await provider.GetRequiredService<Database>().MigrateAsync(CancellationToken.None);
        }

        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        var bytes = await File.ReadAllBytesAsync(file);
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + suffix);
        }

        return bytes;
    }
}
