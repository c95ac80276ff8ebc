using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;

namespace Pragmatika.Portal.Cli;

/// <summary>
/// Everything one installation keeps: <c>pragmatika.db</c> (unless the configuration names another database), <c>keys/</c> that open its secrets, <c>logs/</c>, and for a
/// demo its exchange table and the sandbox's state. Made when it is not there.
/// </summary>
internal sealed class DataFolder
{
    public DataFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The rooms of the engine that need no folder; the web application brings the others itself.</summary>
    public static void AddRooms(IServiceCollection services)
    {
        services.AddSqlConnectors();
        services.AddBitrixConnector();
        services.AddEngine();
        services.AddCompare();
    }

    /// <summary>The whole engine over this folder. Whoever builds the host calls <see cref="Database.MigrateAsync"/> before its first use.</summary>
    public void AddEngine(IServiceCollection services, IConfiguration configuration)
    {
        AddRooms(services);
        services.AddDataProtection()
            .SetApplicationName("Pragmatika")
            .PersistKeysToFileSystem(Directory.CreateDirectory(File("keys")));
        services.AddEngineData(database =>
        {
            if (string.IsNullOrEmpty(configuration[DatabaseOptions.Section + ":" + nameof(DatabaseOptions.ConnectionString)]))
            {
                database.ConnectionString = new SqliteConnectionStringBuilder { DataSource = File("pragmatika.db") }.ToString();
            }
        });
    }
}
