using Microsoft.EntityFrameworkCore;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data;

/// <summary>Brings the portal's database to the version of this program.</summary>
public sealed class Database(EngineContexts contexts)
{
    /// <summary>
    /// Creates the database or applies what is missing; does nothing when it is up to date. Several processes may call it at once. A database with a migration that this program does not
    /// know (made by a later version, or by one before the first release) is refused as it is: <see cref="StoreFailure.OtherVersion"/>.
    /// </summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => StoreErrors.GuardAsync(async () =>
    {
        await using var context = contexts.CreateDbContext();
        await RefuseOtherVersionsAsync(context, cancellationToken);
        if (contexts.Engine == SqlEngine.Sqlite)
        {
            await PrepareFileAsync(context, cancellationToken);
        }

        await context.Database.MigrateAsync(cancellationToken);
    });

    private static async Task RefuseOtherVersionsAsync(EngineDbContext context, CancellationToken cancellationToken)
    {
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken); // none where there is no database yet
        if (applied.Except(context.Database.GetMigrations(), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new StoreException(StoreFailure.OtherVersion, StoreTexts.OtherVersion.With(unknown));
        }
    }

    /// <summary>The page size can be set only before the first table; the write-ahead log stays on for good.</summary>
    private static async Task PrepareFileAsync(EngineDbContext context, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(context.Database.GetDbConnection().DataSource));
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
        }

        await context.Database.ExecuteSqlRawAsync("PRAGMA page_size = 8192", cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
    }
}
