using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Model;

namespace Pragmatika.Engine.Data;

/// <summary>Keeps Data Protection keys in the portal's database, shared by all nodes.</summary>
internal sealed class DatabaseKeyRepository(IDbContextFactory<EngineDbContext> contexts) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.CreateDbContext();
        return context.ProtectionKeys.AsNoTracking().Select(row => row.Xml).AsEnumerable().Select(xml => XElement.Parse(xml)).ToList();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var context = contexts.CreateDbContext();
        context.ProtectionKeys.Add(new ProtectionKeyRow { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        context.SaveChanges();
    }
}

/// <summary>Chooses where the keys live; see <see cref="DatabaseOptions.KeysFolder"/>.</summary>
internal sealed class KeyPlace(EngineContexts contexts, IOptions<DatabaseOptions> options, ILoggerFactory loggers) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions keys) =>
        keys.XmlRepository = Folder() is { } folder ? new FileSystemXmlRepository(PrivateFolder(folder), loggers) : new DatabaseKeyRepository(contexts);

    private string? Folder()
    {
        if (!string.IsNullOrWhiteSpace(options.Value.KeysFolder))
        {
            return options.Value.KeysFolder;
        }

        return options.Value.Engine == SqlEngine.Sqlite
            ? Path.ChangeExtension(Path.GetFullPath(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource), ".keys")
            : null;
    }

    private static DirectoryInfo PrivateFolder(string folder) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(folder)
        : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
